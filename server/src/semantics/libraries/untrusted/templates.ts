import type { UntrustedModel } from './model.ts';

const compiled = (library: string, path: string): UntrustedModel => ({
  library,
  entries: [{ path: `${library}${path}`, is: [{ sink: 'template', at: 0 }] }],
});

/** Engines that make code of a template's text: what is filled in is harmless, the text itself is not. */
export const templates: readonly UntrustedModel[] = [
  compiled('ejs', '.{render,compile}()'),
  compiled('pug', '.{render,compile}()'),
  compiled('handlebars', '.{compile,precompile}()'),
  compiled('nunjucks', '.{renderString,compile}()'),
  compiled('mustache', '.render()'),
  compiled('eta', '...{render,renderString,compile,renderStringAsync}()'),
  compiled('dot', '.{template,compile}()'),
  compiled('doT', '.{template,compile}()'),
  compiled('underscore', '.template()'),
  compiled('hogan.js', '.compile()'),
  compiled('liquidjs', '...{parse,parseAndRender}()'),
];
