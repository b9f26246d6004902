import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProjectStore } from '../../server/src/project/snapshot-store.ts';
import { MemoryFiles } from './memory-files.ts';

const logs = "process.on('unhandledRejection', (error) => console.error(error));";
const asked = '/w/src/jobs.ts';

function storeOf(files: Readonly<Record<string, string>>, manifest: object = {}): ProjectStore {
  const disk = new MemoryFiles({ '/w/package.json': JSON.stringify(manifest), [asked]: '', ...files });
  return new ProjectStore({ fileSystem: disk, roots: ['/w'] });
}

function hearer(files: Readonly<Record<string, string>>, manifest?: object): string | undefined {
  return storeOf(files, manifest).snapshot().hearerOfRejections?.(asked, 'package');
}

describe('the listener for promises that nobody handles', () => {
  for (const [script, file] of [
    ['node server/server.js', '/w/server/server.js'],
    ['cross-env NODE_ENV=production node -r dotenv/config ./dist/boot.js', '/w/src/boot.ts'],
    ['concurrently "vite" "tsx watch server"', '/w/server/index.ts'],
    ['nodemon --exec ts-node src/boot.ts', '/w/src/boot.ts'],
    ['node dist/boot', '/w/src/boot.ts'],
  ] as const) {
    it(`lies in what \`${script}\` runs`, () => {
      assert.equal(hearer({ [file]: logs }, { scripts: { 'start:prod': script } }), 'program');
    });
  }

  it('lies in what main or bin names, or where servers begin by custom', () => {
    assert.equal(hearer({ '/w/src/boot.ts': logs }, { main: 'dist/boot.js' }), 'program');
    assert.equal(hearer({ '/w/src/boot.ts': logs }, { bin: { shop: './dist/boot.js' } }), 'program');
    assert.equal(hearer({ '/w/src/server/app.ts': logs }), 'program');
    assert.equal(hearer({ '/w/src/other.ts': logs }), undefined);
    assert.equal(hearer({ '/w/src/boot.ts': logs }, { scripts: { seed: 'tsx src/boot.ts' } }), undefined);
  });

  it('is Electron where nobody else is', () => {
    const devDependencies = { electron: '^33.0.0' };
    assert.equal(hearer({}, { devDependencies }), 'electron');
    assert.equal(hearer({ '/w/index.ts': logs }, { devDependencies }), 'program');
  });

  it('is looked for three imports deep', () => {
    const chain = {
      '/w/index.ts': "import './a'",
      '/w/a.ts': "require('./b')",
      '/w/b.ts': "import './index'; import './c'",
    };
    assert.equal(hearer({ ...chain, '/w/c.ts': logs }), 'program');
    assert.equal(hearer({ ...chain, '/w/c.ts': "import './d'", '/w/d.ts': logs }), undefined);
  });

  it('is looked for anew where an import is edited, on a line of its own, too', () => {
    const store = storeOf({ '/w/index.ts': "await import(\n  './a'\n);\n", '/w/a.ts': '', '/w/b.ts': logs });
    const heard = () => store.snapshot().hearerOfRejections?.(asked, 'package');
    assert.equal(heard(), undefined);
    store.setText('/w/index.ts', "await import(\n  './b'\n);\n");
    assert.equal(heard(), 'program');
    store.setText('/w/index.ts', "await import(\n  './b'\n);\nconst text = 'a';\n");
    store.setText('/w/index.ts', "await import(\n  './b'\n);\nconst text = 'ab';\n");
    assert.equal(heard(), 'program');
  });

  it('counts in the file at hand', () => {
    assert.equal(hearer({ [asked]: logs }), 'program');
    const snapshot = storeOf({ [asked]: logs, '/w/src/cli.ts': '', '/w/index.ts': logs }).snapshot();
    assert.equal(snapshot.hearerOfRejections?.(asked, 'file'), 'program');
    assert.equal(snapshot.hearerOfRejections?.('/w/src/cli.ts', 'file'), undefined);
  });

  for (const [what, text] of [
    ['exits', "process.on('unhandledRejection', () => { log(); process.exit(1); });"],
    ['throws', "process.on('unhandledRejection', (error) => { throw error; });"],
    [
      'ends by a function of the file',
      "const leave = () => end(); function end() { process.exit(1); } process.on('unhandledRejection', leave);",
    ],
    ['ends by its name', "import { shutDown } from './down'; process.once('unhandledRejection', shutDown);"],
    ['exits at times', "process.on('unhandledRejection', (e) => { if (e.fatal) process.abort(); });"],
    [
      'is bound and exits',
      "function end(code) { process.exit(code); } process.on('unhandledRejection', end.bind(null, 1));",
    ],
    ['is taken away again', "process.on('unhandledRejection', f); work(); process.off('unhandledRejection', f);"],
    ['is of something else', "worker.on('unhandledRejection', (error) => console.error(error));"],
    ['is no more than spoken of', "// process.on('unhandledRejection', (error) => console.error(error));"],
  ] as const) {
    it(`is none where it ${what}`, () => assert.equal(hearer({ '/w/index.ts': text }), undefined));
  }

  it('goes on where it only writes that it was fatal', () => {
    const text = "process.addListener('unhandledRejection', (error) => logger.fatal(error));";
    assert.equal(hearer({ '/w/index.ts': text }), 'program');
  });

  it('does not hold beside one that exits', () => {
    const exits = "import './a'; process.on('unhandledRejection', () => process.exit(1));";
    assert.equal(hearer({ '/w/index.ts': exits, '/w/a.ts': logs }), undefined);
  });

  it("is the one of Next's server, unless the package starts a server by itself", () => {
    const next = { '/w/next.config.mjs': '' };
    const dependencies = { next: '15' };
    assert.equal(hearer(next, { dependencies, scripts: { start: 'next start' } }), 'next');
    assert.equal(hearer({}, { dependencies }), undefined);
    assert.equal(
      hearer({ ...next, '/w/server.js': '' }, { dependencies, scripts: { start: 'node server.js' } }),
      undefined,
    );
  });

  it('of a page counts where it shows the failure, in what the page starts with or in what the file brings along', () => {
    const shows = "addEventListener('unhandledrejection', (event) => showToast(event.reason));";
    const page = (files: Readonly<Record<string, string>>): string | undefined =>
      storeOf(files).snapshot().hearerOfRejections?.(asked, 'page');
    assert.equal(page({ '/w/src/main.tsx': "import './shell'", '/w/src/shell.ts': `window.${shows}` }), 'page');
    assert.equal(page({ [asked]: "import './shell'", '/w/src/shell.ts': shows }), 'page');
    assert.equal(page({ '/w/src/main.tsx': 'window.onunhandledrejection = ({ reason }) => alert(reason);' }), 'page');
    const field =
      'class Page { f = null; hear() { this.f = (e) => notify(e); addEventListener("unhandledrejection", this.f); } }';
    assert.equal(page({ '/w/src/main.tsx': field }), 'page');
    assert.equal(page({ '/w/src/main.tsx': shows.replace('showToast', 'console.error') }), undefined);
    assert.equal(page({ '/w/src/main.tsx': shows.replace('unhandledrejection', 'error') }), undefined);
    assert.equal(page({ '/w/src/other.tsx': shows }), undefined);
  });

  it('is looked for again after an edit, and after a file came', () => {
    const store = storeOf({ '/w/index.ts': "import './a'" });
    const ask = (): string | undefined => store.snapshot().hearerOfRejections?.(asked, 'package');
    assert.equal(ask(), undefined);
    store.setText('/w/a.ts', logs);
    assert.equal(ask(), 'program');
    store.setText('/w/a.ts', logs.replace('console.error', 'process.exit'));
    assert.equal(ask(), undefined);
    store.setText('/w/a.ts', undefined);
    store.setText('/w/index.ts', logs);
    assert.equal(ask(), 'program');
  });

  it('of a page is looked for again after an edit of what shows it, and of the way there', () => {
    const shows = "addEventListener('unhandledrejection', (event) => showToast(event.reason));";
    const store = storeOf({ '/w/src/shell.ts': shows });
    const ask = (): string | undefined => store.snapshot().hearerOfRejections?.(asked, 'page');
    assert.equal(ask(), undefined);
    store.setText(asked, "import './shell'");
    assert.equal(ask(), 'page');
    store.setText(asked, "import './shell'; save();");
    assert.equal(ask(), 'page');
    store.setText('/w/src/shell.ts', shows.replace('showToast', 'console.error'));
    assert.equal(ask(), undefined);
    store.setText('/w/src/shell.ts', shows);
    assert.equal(ask(), 'page');
    store.setText(asked, 'save();');
    assert.equal(ask(), undefined);
  });
});
