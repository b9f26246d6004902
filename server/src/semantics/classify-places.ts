import type { FileClass, Runtime } from '../engine/snapshot.ts';

/** A pattern for a path relative to the workspace, always with a slash in front. The first that matches decides. */
export interface PlaceRule<Meaning> {
  readonly path: RegExp;
  readonly is: Meaning;
}

const code = String.raw`[cm]?[jt]sx?`;

const named = (name: string): RegExp => new RegExp(String.raw`/(?:${name})\.${code}$`);

/** A folder of that name, unless it is a page's address: there `test` and `vendor` are words of the business. */
const folder = (names: string): RegExp =>
  new RegExp(
    String.raw`(?<!/(?:pages|routes|views|screens)(?:/.*)?)/(?:${names})/` +
      String.raw`(?!(?:.*/)?(?:page|route|layout|template|loading|error|default)\.[jt]sx?$)`,
  );

export const classPlaces: readonly PlaceRule<FileClass>[] = [
  { path: /\.d\.(?:[^/.]+\.)?[cm]?ts$/, is: 'declaration' },
  { path: /[.-]min\.[cm]?js$/, is: 'minified' },
  { path: /\.(?:bundle|chunk|umd)\.[cm]?js$/, is: 'minified' },
  { path: /\/(?:node_modules|bower_components|third[_-]party|\.yarn)\//, is: 'vendored' },
  { path: /\/(?:public|static|assets|libs?|js|scripts|deps)\/vendors?\//, is: 'vendored' },
  // What a user of Replit handed to the assistant to look at.
  { path: /\/attached_assets\//, is: 'vendored' },
  { path: /^\/(?:packages\/[^/]+\/)?vendors?\//, is: 'vendored' },
  { path: new RegExp(String.raw`\.(?:gen|generated)\.${code}$`), is: 'generated' },
  { path: /\/(?:__generated__|\.generated)\//, is: 'generated' },
  { path: folder('generated'), is: 'generated' },
  { path: new RegExp(String.raw`\.(?:stories|story)\.${code}$`), is: 'story' },
  { path: /\/\.storybook\//, is: 'story' },
  { path: /\/(?:__fixtures__|__mocks__|__mockdata__|testdata|test-fixtures)\//, is: 'fixture' },
  { path: folder('fixtures|mocks|msw'), is: 'fixture' },
  { path: new RegExp(String.raw`\.(?:fixture|fixtures|mock|mocks)\.${code}$`), is: 'fixture' },
  { path: named('mockServiceWorker'), is: 'generated' },
  { path: named('(?:dev-dist/.*|workbox-[0-9a-f]{8})'), is: 'generated' },
  {
    path: new RegExp(
      String.raw`(?:[._](?:(?:client|server|unit|integration|browser|node)?-?test|tests|spec|specs|e2e|cy|bench)|[.-](?:e2e-spec|test-d|spec-d))\.${code}$`,
    ),
    is: 'test',
  },
  { path: /\/(?:__tests__|__test__|cypress|playwright|e2e|e2e-tests|integration-tests)\//, is: 'test' },
  { path: /\/(?:[\w-]+-)?test-(?:utils?|helpers?|support)\//, is: 'test' },
  { path: folder('tests?|specs?'), is: 'test' },
  {
    path: named(String.raw`(?:jest|vitest|test|playwright|cypress)[.-](?:global-)?(?:setup|teardown)|setup-?[tT]ests?`),
    is: 'test',
  },
];

/** A script that somebody runs by hand to try a part out: `test-chat.js` beside the manifest. */
export const trialScript = /^\/(?:(?:apps|packages)\/[^/]+\/)?(?:scripts\/)?test[-_][\w-]+\.[cm]?[jt]s$/;

/** Files of tools: they run on the machine of whoever builds. */
export const buildPlaces: readonly PlaceRule<Runtime>[] = [
  { path: new RegExp(String.raw`^/(?:(?:apps|packages)/[^/]+/)?[\w.-]+\.config\.${code}$`), is: 'build' },
  {
    path: named(
      '(?:vite|vitest|next|nuxt|astro|svelte|remix|react-router|tailwind|postcss|eslint|prettier|stylelint|webpack|' +
        'rollup|rolldown|esbuild|tsup|unbuild|babel|metro|jest|playwright|cypress|drizzle|knexfile|prisma|lint-staged|' +
        'commitlint|release|semantic-release|craco|vue|quasar|gatsby|docusaurus|uno|windi|karma|wdio|orval|codegen|' +
        String.raw`sanity|turbo|nx|lerna|capacitor)[.-]config(?:\.[\w-]+)?`,
    ),
    is: 'build',
  },
  {
    path: named(
      String.raw`vitest\.workspace|dev-?[sS]erver|knip|gulpfile|gruntfile|Gruntfile|Gulpfile|vite\.config\.[\w-]+|karma\.conf|forge\.config`,
    ),
    is: 'build',
  },
  { path: /\/\.(?:eslintrc|prettierrc|babelrc|stylelintrc|commitlintrc|lintstagedrc)\.[cm]?js$/, is: 'build' },
];

/** Places that frameworks give a meaning to. */
export const runtimePlaces: readonly PlaceRule<Runtime>[] = [
  { path: /\/supabase\/functions\//, is: 'edge' },
  { path: /\/netlify\/edge-functions\//, is: 'edge' },
  { path: new RegExp(String.raw`^/(?:(?:apps|packages)/[^/]+/)?(?:src/)?middleware\.${code}$`), is: 'edge' },
  { path: /\/(?:public|static|wwwroot|htdocs)\/(?:.*\/)?[^/]+\.m?js$/, is: 'browser' },
  { path: /\/netlify\/functions\//, is: 'node' },
  { path: new RegExp(String.raw`/app/(?:.*/)?route\.${code}$`), is: 'node' },
  { path: /\/pages\/api\//, is: 'node' },
  { path: new RegExp(String.raw`/(?:src/)?instrumentation\.${code}$`), is: 'node' },
  { path: new RegExp(String.raw`/\+(?:server|page\.server|layout\.server)\.${code}$`), is: 'node' },
  { path: new RegExp(String.raw`[./]server\.${code}$`), is: 'node' },
  { path: /\/client-only\//, is: 'browser' },
  { path: /\/server-only\//, is: 'node' },
  { path: new RegExp(String.raw`\.client\.${code}$`), is: 'browser' },
  { path: new RegExp(String.raw`/entry[.-]client\.${code}$`), is: 'browser' },
  {
    path: new RegExp(String.raw`/(?:prisma|db|drizzle|database|supabase)/(?:.*/)?seeds?(?:/[^/]*)?\.${code}$`),
    is: 'cli',
  },
  { path: new RegExp(String.raw`^/(?:(?:apps|packages)/[^/]+/)?(?:scripts|bin)/.*\.${code}$`), is: 'cli' },
];

/** What a folder's name suggests when nothing in the file says more. */
export const likelyPlaces: readonly PlaceRule<Runtime>[] = [
  { path: /\/(?:server|servers|backend|api-server|worker|workers|jobs|cron|controllers|middlewares?)\//, is: 'node' },
  {
    path: /\/(?:client|frontend|browser|renderer|content-scripts?|hooks|components|pages|screens|views|ui)\//,
    is: 'browser',
  },
  { path: /^\/(?:api|functions)\//, is: 'node' },
];

/** What a page's package keeps beside it: the server that it was written for, whether or not it says which one. */
export const serverPlaces: readonly PlaceRule<Runtime>[] = [
  { path: /^\/(?:(?:apps|packages)\/[^/]+\/)?(?:server|backend)\//, is: 'node' },
  // Beside the page's folder, with an ending that no page needs: run by hand.
  { path: /^\/[\w.-]+\.[cm]js$/, is: 'cli' },
];

export function firstMeaning<Meaning>(rules: readonly PlaceRule<Meaning>[], path: string): Meaning | undefined {
  return rules.find((rule) => rule.path.test(path))?.is;
}
