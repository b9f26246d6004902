/** Modules that Node itself brings; without the prefix they mean the same. */
const nodeModules: ReadonlySet<string> = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain ' +
    'events fs http http2 https inspector module net os path perf_hooks process punycode querystring readline repl ' +
    'stream string_decoder sys timers tls trace_events tty url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** Modules made up by a framework at build time. */
const virtualModules = /^(?:\$app|\$env|\$service-worker|astro:|virtual:|bun:|cloudflare:|ext:)/;

/** Schemes whose rest is a package with a version. */
const registries: readonly string[] = ['npm:', 'jsr:'];

/** What is cut off the front of the path before the package's name. */
interface Mirror {
  readonly hosts: readonly string[];
  readonly before: RegExp;
}

const mirrors: readonly Mirror[] = [
  { hosts: ['esm.sh', 'cdn.esm.sh', 'esm.run'], before: /^(?:v\d+\/|stable\/|jsr\/|pr\/|\*)*/ },
  { hosts: ['cdn.skypack.dev'], before: /^(?:-\/|pin\/|new\/)*/ },
  { hosts: ['cdn.jsdelivr.net', 'fastly.jsdelivr.net'], before: /^npm\// },
  { hosts: ['unpkg.com', 'www.unpkg.com'], before: /^/ },
  { hosts: ['ga.jspm.io', 'jspm.dev'], before: /^(?:npm:)?/ },
  { hosts: ['cdnjs.cloudflare.com'], before: /^ajax\/libs\// },
];

/** Hosts with a scheme of their own. */
const namedFiles: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^www\.gstatic\.com\/firebasejs\/[\d.]+\/firebase-([a-z]+)-lite\.js$/, name: 'firebase/$1/lite' },
  { pattern: /^www\.gstatic\.com\/firebasejs\/[\d.]+\/firebase-([a-z-]+)\.js$/, name: 'firebase/$1' },
  { pattern: /^js\.stripe\.com\/v\d+(?:\/.*)?$/, name: '@stripe/stripe-js' },
];

/** Folders of built files; below them lies the package itself, not an entry of its own. */
const builtFiles =
  /^(?:\+esm|dist|esm|es|umd|build|bundles?|lib|es20\d\d|esnext|deno|denonext|node|[^/]*=[^/]*)(?:\/|$)/;

const packageName = /^(?:@[\w-][\w.~-]*\/)?[\w-][\w.~-]*$/;
const codeFile = /\.(?:[cm]?[jt]s|[jt]sx)$/;

/**
 * The one name of a package's module, however it is imported: no registry prefix, CDN host, version, query, file ending
 * or `/index`, and `node:` in front of Node's own. Undefined for paths and aliases.
 */
export function canonicalModule(specifier: string): { readonly name: string } | undefined {
  const name = nameOf(specifier);
  return name === undefined ? undefined : { name };
}

function nameOf(specifier: string): string | undefined {
  if (specifier === '' || specifier.length > 2_000) return undefined;
  if (virtualModules.test(specifier)) return specifier;
  if (specifier.startsWith('node:')) return specifier;
  if (/^https?:\/\//.test(specifier)) return nameOfUrl(specifier);
  const registry = registries.find((prefix) => specifier.startsWith(prefix));
  if (registry !== undefined) return registered(specifier.slice(registry.length).replace(/^\//, ''));
  const root = specifier.split('/', 1)[0] ?? '';
  if (nodeModules.has(root) && !specifier.endsWith('/')) return `node:${specifier}`;
  return registered(specifier);
}

/** `@scope/pkg@1.2/sub/path.js` → `@scope/pkg/sub/path` */
function registered(text: string): string | undefined {
  const parts = partsOf(text);
  if (parts === undefined) return undefined;
  return parts.subpath === '' ? parts.name : `${parts.name}/${parts.subpath}`;
}

interface Parts {
  readonly name: string;
  readonly subpath: string;
}

function partsOf(text: string): Parts | undefined {
  const segments = text.replace(/[?#].*$/, '').split('/');
  const named = segments.splice(0, text.startsWith('@') ? 2 : 1);
  const name = named.join('/').replace(/(?<!^)@.*$/, '');
  if (!packageName.test(name)) return undefined;
  return { name, subpath: withoutEnding(segments.filter((segment) => segment !== '').join('/')) };
}

function withoutEnding(path: string): string {
  return path.replace(codeFile, '').replace(/(?:^|\/)index$/, '');
}

function nameOfUrl(specifier: string): string | undefined {
  const address = specifier.replace(/^https?:\/\//, '').replace(/[?#].*$/, '');
  const named = namedFiles.find(({ pattern }) => pattern.test(address));
  if (named !== undefined) return address.replace(named.pattern, named.name);
  const slash = address.indexOf('/');
  if (slash < 0) return address;
  const host = address.slice(0, slash);
  const path = address.slice(slash + 1);
  const mirror = mirrors.find(({ hosts }) => hosts.includes(host));
  const mirrored = mirror === undefined ? undefined : nameOfMirrored(path.replace(mirror.before, ''));
  return mirrored ?? `${host}/${unversioned(path)}`;
}

function nameOfMirrored(path: string): string | undefined {
  const parts = partsOf(path);
  if (parts === undefined) return undefined;
  if (parts.subpath === '' || builtFiles.test(path.split('/').slice(parts.name.split('/').length).join('/'))) {
    return parts.name;
  }
  // A package's only file, such as `lib.min.js`, is the package; a bare subpath is an entry of its own.
  return parts.subpath.includes('.') ? parts.name : `${parts.name}/${parts.subpath}`;
}

/** `x/oak@v12.1/mod.ts` → `x/oak` */
function unversioned(path: string): string {
  return path
    .replace(/@[^/]*/g, '')
    .replace(codeFile, '')
    .replace(/\/(?:mod|index)$/, '');
}
