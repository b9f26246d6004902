import type { UntrustedModel } from './model.ts';

const anything = [{ source: 'remote', holds: 'anything' }] as const;
const text = [{ source: 'remote' }] as const;
const form = [{ source: 'remote', holds: 'form' }] as const;
/** Multer and what reads forms below it (busboy) leave the last part of a name alone, and none of `..`, unless they are asked to preserve the path. */
const fileName = [{ source: 'remote', without: ['path'] }] as const;
/** A part of a path. */
const segment = [{ source: 'remote', holds: 'segment' }] as const;
/** Pages of Next.js get the parts of the path as the address has them: a bracket is `%3C` and a slash `%2F` until somebody decodes it. */
const encodedSegment = [{ source: 'remote', holds: 'segment', without: ['html', 'path'] }] as const;
/** The address that a client asked for: its host is the server's own, unless somebody sends a header. */
const address = [{ source: 'remote', without: ['url', 'redirect', 'header', 'log'] }] as const;
/** A link cannot set what a browser sends by itself, but for the page that it stands on; HTTP carries no line break in it. */
const header = [{ source: 'remote', without: ['redirect', 'header', 'log'] }] as const;

/** What handlers are given, by the shape of the request: see `../../taint/requests.ts`. */
export const requests: UntrustedModel = {
  library: 'request',
  entries: [
    { path: 'request.Anything()', is: anything },
    { path: 'request.Text()', is: text },
    { path: 'request.Node().{body,query}', is: anything },
    { path: 'request.Node().params', is: segment },
    { path: 'request.Node().{headers,rawHeaders}', is: header },
    { path: 'request.Node().{get,header}()', is: header },
    { path: 'request.Node().{cookies,signedCookies}', is: header },
    { path: 'request.Node().rawBody', is: text },
    // `for await (const chunk of req)`
    { path: 'request.Node().next()~', is: text },
    { path: 'request.Node().{url,originalUrl,path}', is: address },
    { path: 'request.Node().param()', is: text },
    { path: 'request.Node().{file,files}{,.*}.originalname', is: fileName },
    { path: 'request.Node().files.*.name', is: text },
    { path: 'request.Upload().originalname', is: fileName },
    { path: 'request.Web().json(){,~}', is: anything },
    { path: 'request.Web().{text,arrayBuffer,blob}()', is: text },
    { path: 'request.Web().formData()', is: form },
    { path: 'request.Web().body', is: text },
    { path: 'request.Web().{headers,cookies}', is: header },
    { path: 'request.Web().nextUrl.{searchParams,search,pathname}', is: text },
    { path: 'request.Web().url', is: address },
    { path: 'request.Page().params{,~}', is: encodedSegment },
    { path: 'request.Page().searchParams{,~}', is: text },
    { path: 'request.Loader().params{,~}', is: segment },
    { path: 'request.Loader().searchParams{,~}', is: text },
    { path: 'request.Loader().query', is: anything },
    { path: 'request.Loader().url.{searchParams,search,pathname}', is: text },
    { path: 'request.Loader().cookies', is: header },
    { path: 'request.Loader().request.json(){,~}', is: anything },
    { path: 'request.Loader().request.{text,arrayBuffer}()', is: text },
    { path: 'request.Loader().request.formData()', is: form },
    { path: 'request.Loader().request.headers', is: header },
    { path: 'request.Loader().request.url', is: address },
    {
      path: 'request.Lambda().{body,queryStringParameters,multiValueQueryStringParameters,pathParameters,rawQueryString}',
      is: text,
    },
    { path: 'request.Lambda().{headers,cookies}', is: header },
    { path: 'request.Koa().request.{body,query,rawBody}', is: anything },
    { path: 'request.Koa().{query,querystring,request.querystring}', is: anything },
    { path: 'request.Koa().params', is: text },
    { path: 'request.Koa().{headers,request.headers,request.header,header,cookies}', is: header },
    { path: 'request.Koa().{get,request.get}()', is: header },
    { path: 'request.Hono().req.json(){,~}', is: anything },
    { path: 'request.Hono().req.{query,queries,param,text,arrayBuffer}()', is: text },
    { path: 'request.Hono().req.{formData,parseBody}()', is: form },
    { path: 'request.Hono().req.header()', is: header },
    { path: 'request.Hono().req.url', is: address },
    { path: 'request.Koa().{redirect,response.redirect}()', is: [{ sink: 'redirect', at: 0 }] },
    { path: 'request.Hono().redirect()', is: [{ sink: 'redirect', at: 0 }] },
    { path: 'request.Hono().html()', is: [{ sink: 'html', at: 0 }] },
    { path: 'request.Callable().data', is: anything },
    { path: 'request.Procedure().input', is: [{ source: 'remote', holds: 'parsed' }] },
    { path: 'request.Message().data', is: anything },
  ],
};

/** H3 gives what a request holds by functions; Nuxt and Nitro bring them without an import. */
const h3 = (library: string): UntrustedModel => ({
  library,
  entries: [
    { path: `${library}.{readBody,getQuery}(){,~}`, is: anything },
    { path: `${library}.readRawBody(){,~}`, is: text },
    { path: `${library}.readFormData(){,~}`, is: form },
    { path: `${library}.{getRouterParam,getRouterParams}()`, is: segment },
    {
      path: `${library}.{getHeader,getHeaders,getRequestHeader,getRequestHeaders,getCookie,parseCookies}()`,
      is: header,
    },
    { path: `${library}.getRequestURL()`, is: address },
    { path: `${library}.sendRedirect()`, is: [{ sink: 'redirect', at: 1 }] },
  ],
});

export const h3Requests: readonly UntrustedModel[] = [h3('h3'), h3('globalThis')];

const redirect = { sink: 'redirect', at: 0 } as const;

/** What handlers answer by. */
export const responses: UntrustedModel = {
  library: 'response',
  entries: [
    { path: 'response.Node()...redirect()', is: [{ sink: 'redirect', at: 'last' }] },
    { path: 'response.Node()...location()', is: [redirect] },
    {
      path: 'response.Node()...{sendFile,sendfile,download}()',
      is: [{ sink: 'path', at: 0, when: 'no-root' }],
    },
    { path: 'response.Node()...{send,write,end}()', is: [{ sink: 'html', at: 0, when: 'page' }] },
    { path: 'response.Node()...render()', is: [{ sink: 'path', at: 0 }] },
  ],
};
