import { numberMember, ofChoice, ofNumber, parsedMember, type UntrustedFact, type UntrustedModel } from './model.ts';

const owners = '{,window.,document.,self.,top.,parent.,globalThis.}';
/** The page's own address, and the one that it was reached from, lead where the user has been. */
const ownAddress = [{ source: 'remote', without: ['url', 'redirect'] }] as const satisfies readonly UntrustedFact[];
const html = [{ sink: 'html', at: 0 }] as const satisfies readonly UntrustedFact[];

/** What the platform itself brings, in pages and on servers. */
const platform: UntrustedModel = {
  library: 'globalThis',
  entries: [
    { path: `globalThis.${owners}location.{search,hash}`, is: [{ source: 'remote' }] },
    { path: `globalThis.${owners}location.href`, is: ownAddress },
    { path: 'globalThis.document.{URL,documentURI,referrer}', is: ownAddress },
    { path: 'globalThis.{document.,window.document.}{write,writeln}()', is: html },
    { path: 'globalThis.document...insertAdjacentHTML()', is: [{ sink: 'html', at: 1 }] },
    { path: 'globalThis.document...createContextualFragment()', is: html },
    { path: `globalThis.${owners}location.{assign,replace}()`, is: [{ sink: 'redirect', at: 0 }] },
    { path: 'globalThis.{window.,}open()', is: [{ sink: 'redirect', at: 0 }] },
    {
      path: 'globalThis.{window.,globalThis.,}{eval,Function}()',
      is: [
        { sink: 'code', at: 0 },
        { sink: 'code', at: 1 },
      ],
    },
    { path: 'globalThis.{window.,}{setTimeout,setInterval}()', is: [{ sink: 'code', at: 0, when: 'string' }] },
    { path: 'globalThis.{window.,}fetch()', is: [{ sink: 'url', at: 0 }] },
    { path: 'globalThis.Request()', is: [{ sink: 'url', at: 0 }] },
    { path: 'globalThis.RegExp()', is: [{ sink: 'regex', at: 0 }] },
    { path: 'globalThis.Response()', is: [{ sink: 'html', at: 0, when: 'html-type' }] },
    { path: 'globalThis.Response.redirect()', is: [{ sink: 'redirect', at: 0 }] },
    {
      path: 'globalThis.{Boolean,Date,isNaN,isFinite,Symbol}()',
      is: [{ clears: 'all' }],
    },
    {
      path: 'globalThis.{Number,parseInt,parseFloat,BigInt,Number.parseInt,Number.parseFloat}()',
      is: [
        { clears: 'all' },
        { passes: [0], only: [...ofChoice] },
        { passes: [[0, numberMember]], only: [...ofNumber] },
      ],
    },
    {
      path: 'globalThis.Math.{round,floor,ceil,trunc,abs}()',
      is: [{ passes: [0], only: [...ofChoice, ...ofNumber] }],
    },
    { path: 'globalThis.Math.max()', is: [{ passes: [0, 1], only: [...ofChoice, ...ofNumber] }] },
    // It bounds what is a number, and lets through what is none.
    { path: 'globalThis.Math.min()', is: [{ passes: [0, 1], only: ['nan'] }] },
    { path: 'globalThis.Date()', is: [{ passes: [0], only: ['date'] }] },
    { path: 'globalThis.String()', is: [{ passes: [0], clears: ['nosql', 'record', 'merge', 'object', 'shape'] }] },
    { path: 'globalThis.{URL,Headers,URLSearchParams,FormData}()', is: [{ passes: [0] }] },
    {
      path: 'globalThis.{Array.from,Object.fromEntries,Object.freeze,structuredClone}()',
      is: [{ passes: [0] }],
    },
    { path: 'globalThis.Object.assign()', is: [{ passes: [0, 1, 2, 3] }] },
    { path: 'globalThis.{Set,Map,Array.of}()', is: [{ passes: [0] }] },
    { path: 'globalThis.Object.{keys,getOwnPropertyNames}()', is: [{ lists: 'keys' }] },
    { path: 'globalThis.Object.values()', is: [{ lists: 'values' }] },
    { path: 'globalThis.Object.entries()', is: [{ lists: 'entries' }] },
    { path: 'globalThis.JSON.parse()', is: [{ passes: [[0, parsedMember]] }] },
    {
      path: 'globalThis.JSON.stringify()',
      is: [
        {
          passes: [[0, '*'], 0],
          clears: ['nosql', 'record', 'merge', 'object', 'path', 'url', 'redirect', 'header', 'log', 'code'],
        },
      ],
    },
    { path: 'globalThis.Buffer.from()', is: [{ passes: [0] }] },
    { path: 'globalThis.Buffer.concat()', is: [{ passes: [[0, '*']] }] },
    { path: 'globalThis.{decodeURIComponent,decodeURI,unescape,atob}()', is: [{ passes: [0] }] },
    {
      path: 'globalThis.{encodeURIComponent,escape}()',
      is: [
        {
          passes: [0],
          clears: [
            'html',
            'path',
            'url',
            'redirect',
            'header',
            'log',
            'nosql',
            'record',
            'merge',
            'object',
            'command',
            'regex',
            'ldap',
            'xml',
          ],
        },
      ],
    },
    {
      path: 'globalThis.encodeURI()',
      is: [{ passes: [0], clears: ['header', 'log', 'nosql', 'record', 'merge', 'object'] }],
    },
    { path: 'globalThis.btoa()', is: [{ clears: 'all' }] },
    { path: 'globalThis.Promise.{resolve,all,race,any}()', is: [{ passes: [0] }] },
    {
      path: 'globalThis.Deno.{readTextFile,readTextFileSync,readFile,readFileSync,writeTextFile,writeTextFileSync,writeFile,writeFileSync,remove,removeSync,open,openSync,readDir,mkdir,stat}()',
      is: [{ sink: 'path', at: 0 }],
    },
    { path: 'globalThis.Deno.{run,Command}()', is: [{ sink: 'command', at: 0 }] },
    { path: 'globalThis.Bun.{file,write}()', is: [{ sink: 'path', at: 0 }] },
  ],
};

const jquery = (library: string): UntrustedModel => ({
  library,
  entries: [
    { path: `${library}()...{html,append,prepend,after,before,replaceWith,wrap,wrapAll,wrapInner}()`, is: html },
    { path: `${library}.parseHTML()`, is: html },
    // What begins with `<` is made into elements; a selector of the program's own begins with something else.
    { path: `${library}()`, is: [{ sink: 'html', at: 0, when: 'whole' }] },
  ],
});

/** Loaded by a tag of the page. */
const globalJquery: UntrustedModel = {
  library: 'globalThis',
  entries: ['$', 'jQuery'].flatMap((name) => jquery(`globalThis.{window.,}${name}`).entries),
};

/** The routers of pages: what stands in the address. */
const routers: readonly UntrustedModel[] = [
  {
    library: 'react-router-dom',
    entries: [{ path: 'react-router-dom.{useSearchParams().*,useParams()}', is: [{ source: 'remote' }] }],
  },
  {
    library: 'react-router',
    entries: [{ path: 'react-router.{useSearchParams().*,useParams()}', is: [{ source: 'remote' }] }],
  },
];

/** Who says that a text is safe takes it as it is. */
const angular: UntrustedModel = {
  library: '@angular/platform-browser',
  entries: [
    {
      path: '@angular/platform-browser...{bypassSecurityTrustHtml,bypassSecurityTrustScript,bypassSecurityTrustUrl,bypassSecurityTrustResourceUrl}()',
      is: html,
    },
  ],
};

/** Markdown may hold HTML, which these leave as it is. */
const markdown: readonly UntrustedModel[] = [
  { library: 'marked', entries: [{ path: 'marked{,.marked}{,.parse,.parseInline}()', is: [{ passes: [0] }] }] },
  { library: 'showdown', entries: [{ path: 'showdown...makeHtml()', is: [{ passes: [0] }] }] },
  { library: 'snarkdown', entries: [{ path: 'snarkdown()', is: [{ passes: [0] }] }] },
];

export const browser: readonly UntrustedModel[] = [
  platform,
  jquery('jquery'),
  globalJquery,
  ...routers,
  angular,
  ...markdown,
];
