import type { UntrustedFact, UntrustedModel } from './model.ts';

const address: UntrustedFact = { sink: 'url', at: 0 };
const addressOrOptions: readonly UntrustedFact[] = [
  address,
  { sink: 'url', at: [0, 'url'] },
  { sink: 'url', at: [0, 'uri'] },
  { sink: 'url', at: [0, 'baseURL'] },
  { sink: 'url', at: [0, 'host'] },
  { sink: 'url', at: [0, 'hostname'] },
];

const client = (library: string, path: string): UntrustedModel => ({
  library,
  entries: [{ path: `${library}${path}`, is: addressOrOptions }],
});
const verbs = '{,.get,.post,.put,.patch,.delete,.head,.options,.request,.stream}';

/** A page that the server itself opens runs its scripts in there. */
const contents = (library: string): UntrustedModel => ({
  library,
  entries: [{ path: `${library}...setContent()`, is: [{ sink: 'html', at: 0 }] }],
});

/** Another service's answer is trusted to be shown and asked, not to be run. */
const answer: readonly UntrustedFact[] = [
  {
    source: 'peer',
    holds: 'anything',
    without: ['filter', 'nosql', 'path', 'html', 'url', 'redirect', 'record', 'merge', 'regex', 'xml', 'ldap'],
  },
];

const answers: UntrustedModel = {
  library: 'globalThis',
  entries: [
    { path: 'globalThis.{window.,}XMLHttpRequest().{responseText,response}', is: answer },
    { path: 'globalThis.{window.,}fetch()~.{text,json}(){,~}', is: answer },
  ],
};

const redirects: readonly UntrustedModel[] = [
  {
    library: 'next',
    entries: [
      { path: 'next.{redirect,permanentRedirect}()', is: [{ sink: 'redirect', at: 0 }] },
      { path: 'next.NextResponse.{redirect}()', is: [{ sink: 'redirect', at: 0 }] },
      { path: 'next.{headers,cookies}(){,~}', is: [{ source: 'remote', without: ['redirect'] }] },
    ],
  },
  {
    library: '@remix-run/node',
    entries: [{ path: '@remix-run/node.{redirect,redirectDocument}()', is: [{ sink: 'redirect', at: 0 }] }],
  },
  {
    library: '@remix-run/cloudflare',
    entries: [{ path: '@remix-run/cloudflare.{redirect,redirectDocument}()', is: [{ sink: 'redirect', at: 0 }] }],
  },
  {
    library: 'react-router',
    entries: [{ path: 'react-router.{redirect,redirectDocument}()', is: [{ sink: 'redirect', at: 0 }] }],
  },
  { library: '@sveltejs/kit', entries: [{ path: '@sveltejs/kit.redirect()', is: [{ sink: 'redirect', at: 1 }] }] },
];

export const network: readonly UntrustedModel[] = [
  client('axios', `{,.create()}${verbs}()`),
  client('got', `{,.extend()}${verbs}()`),
  client('ky', `{,.create()}${verbs}()`),
  client('node-fetch', '()'),
  client('cross-fetch', '{,.fetch}()'),
  client('isomorphic-fetch', '()'),
  client('undici', '.{fetch,request,stream,pipeline}()'),
  client('request', `${verbs}()`),
  client('request-promise', `${verbs}()`),
  client('needle', `${verbs}()`),
  client('superagent', `${verbs}()`),
  client('node:http', '.{get,request}()'),
  client('node:https', '.{get,request}()'),
  ...['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core'].map((library) => client(library, '...goto()')),
  ...['puppeteer', 'puppeteer-core', 'playwright', 'playwright-core'].map(contents),
  answers,
  ...redirects,
];
