import type { UntrustedFact, UntrustedModel } from './model.ts';

const forHtml: readonly UntrustedFact[] = [{ passes: [0], clears: ['html', 'xml'] }];
const html = (library: string, path: string): UntrustedModel => ({
  library,
  entries: [{ path: `${library}${path}`, is: forHtml }],
});

/** What makes a text harmless for one use, and tells whether it is. */
export const encoders: readonly UntrustedModel[] = [
  html('dompurify', '...sanitize()'),
  html('isomorphic-dompurify', '...sanitize()'),
  html('sanitize-html', '()'),
  html('xss', '{,.filterXSS,.process}()'),
  html('escape-html', '()'),
  html('he', '.{encode,escape}()'),
  html('html-entities', '.{encode,escape}()'),
  html('entities', '.{encode,escape,encodeHTML,escapeUTF8,encodeXML}()'),
  html('lodash.escape', '()'),
  html('striptags', '()'),
  { library: 'sqlstring', entries: [{ path: 'sqlstring.{escape,escapeId,format}()', is: [{ clears: ['sql'] }] }] },
  { library: 'pg-format', entries: [{ path: 'pg-format{,.literal,.ident,.withArray}()', is: [{ clears: ['sql'] }] }] },
  { library: 'shell-quote', entries: [{ path: 'shell-quote.quote()', is: [{ clears: ['command'] }] }] },
  { library: 'shell-escape', entries: [{ path: 'shell-escape()', is: [{ clears: ['command'] }] }] },
  { library: 'sanitize-filename', entries: [{ path: 'sanitize-filename()', is: [{ passes: [0], clears: ['path'] }] }] },
  { library: 'mongo-sanitize', entries: [{ path: 'mongo-sanitize()', is: [{ passes: [0], clears: ['nosql'] }] }] },
  {
    library: 'express-mongo-sanitize',
    entries: [{ path: 'express-mongo-sanitize{,.default}.sanitize()', is: [{ passes: [0], clears: ['nosql'] }] }],
  },
  { library: 'slugify', entries: [{ path: 'slugify()', is: [{ clears: 'all' }] }] },
  {
    library: 'validator',
    entries: [
      { path: 'validator{,.default}.escape()', is: forHtml },
      { path: 'validator{,.default}.{toInt,toFloat,toBoolean,toDate}()', is: [{ clears: 'all' }] },
      {
        path: 'validator{,.default}.{isInt,isFloat,isNumeric,isUUID,isAlphanumeric,isAlpha,isMongoId,isBoolean,isHexadecimal,isDate,isISO8601,isIP,isPort,isIn,isSlug,isDecimal}()',
        is: [{ proves: 'all', at: 0 }],
      },
      {
        path: 'validator{,.default}.isEmail()',
        is: [{ proves: ['path', 'url', 'redirect', 'nosql', 'record', 'command', 'code', 'html'], at: 0 }],
      },
    ],
  },
  { library: 'uuid', entries: [{ path: 'uuid.validate()', is: [{ proves: 'all', at: 0 }] }] },
];
