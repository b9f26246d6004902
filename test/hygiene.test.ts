import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { CodeAction, Diagnostic } from 'vscode-languageserver';
import { parseFilledList } from '../scripts/audit/verdicts.ts';
import { repositoryRoot } from '../scripts/command.ts';
import { secretPart } from '../server/src/edits/environment/secret-part.ts';
import type { CodeActionData } from '../shared/src/protocol.ts';
import { temporaryProject, type TemporaryProject } from './cli/project.ts';
import { DiskFolder } from './disk-folder.ts';
import { Editor, uriOf } from './protocol/editor.ts';

/** As long a piece of a secret as nobody may read anywhere. */
const longest = 8;

/** Made of parts, so that this file holds nothing in the shape of a key. */
const secrets = {
  stripe: ['sk', 'live', 'T7rQ2mZx9LpV4cKs8WnB3dYf'].join('_'),
  openai: ['sk-proj', 'Qx7Lr2Vn8Wm4Zc6Ts9Kd3Hj5Pb1Fg0Ya'].join('-'),
  slack: ['xoxb', '264817390512', '518402739165', 'hJ4kQ9wX2mZ7rT5vB8nC3pLd'].join('-'),
  database: ['postgres://shop', 'w7Jq4Zk9Xv2R@db.shop-internal.net:5432/shop'].join(':'),
  password: 'Vq8zLw3kTj6Rm',
  certificate: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7Zr3Tq9Xw2Lk',
} as const;

const reversed = secrets.certificate.split('').toReversed().join('');
const pem = [
  '-----BEGIN PRIVATE',
  `KEY-----\n${secrets.certificate}\n${reversed}\n-----END PRIVATE`,
  'KEY-----\n',
].join(' ');

const files = {
  'package.json': { name: 'shop', type: 'module' },
  'src/pay.ts': `import { createHmac } from 'node:crypto';
const stripe = connect('${secrets.stripe}');
const header = { Authorization: 'Bearer ${secrets.openai}' };
const url = \`${secrets.database}?x=\${header}\`;
// temper-ignore-next-line hardcoded-secret -- it is replaced next week
const slack = '${secrets.slack}';
const adminPassword = '${secrets.password}';
console.log('signing in', adminPassword, stripe, url, slack);
const pem = \`${pem}\`;
createHmac('sha256', '${secrets.password}').update(pem);
export async function run() { connect('${secrets.stripe}'); }
function connect(key: string) { return key; }
`,
  'src/broken.ts': `const key = '${secrets.stripe};\nfunction (((\n`,
  'src/page.tsx': `'use client';\nexport const key = '${secrets.openai}';\n`,
  'config.json': { stripe: secrets.stripe, database: { url: secrets.database, password: secrets.password } },
  'deploy.yml': `env:\n  SLACK_TOKEN: ${secrets.slack}\n  ADMIN_PASSWORD: ${secrets.password}\n`,
  'README.md': `Use \`${secrets.stripe}\` and ${secrets.database}.\n`,
  Dockerfile: `FROM node\nENV OPENAI_API_KEY=${secrets.openai}\n`,
  '.env': `STRIPE=${secrets.stripe}\nADMIN_PASSWORD=${secrets.password}\n`,
  'key.pem': pem,
};

/** Fails with the place, never with what was found. */
function assertClean(written: string, where: string): void {
  for (const [name, value] of Object.entries(secrets)) {
    for (const piece of piecesOf(value)) {
      assert.ok(!written.includes(piece), `${where} holds a piece of the ${name}.`);
    }
  }
}

/** What makes it a secret: neither its kind's first letters nor the host of an address. */
function piecesOf(value: string): readonly string[] {
  const body =
    /^postgres:\/\/shop:([^@]+)/.exec(value)?.[1] ??
    value.replace(/^(?:sk_live_|sk-proj-|xoxb-|MIIEvQIBADANBgkqhkiG9w0BAQEFAASC)/, '');
  return Array.from({ length: body.length - longest + 1 }, (_, at) => body.slice(at, at + longest));
}

describe('no door lets a secret out', { timeout: 240_000 }, () => {
  let project: TemporaryProject;
  before(() => (project = temporaryProject(files)));

  it('finds what it must not tell', () => {
    const { out } = project.temper(['check', '--format', 'json', '--profile', 'strict']);
    const found = out.split('hardcoded-secret').length - 1;
    assert.ok(found >= 8, `${found} findings`);
    assert.equal(secretPart(`Bearer ${secrets.openai}`, 'generic'), secrets.openai);
  });

  for (const format of ['pretty', 'json', 'sarif']) {
    for (const profile of ['recommended', 'strict']) {
      it(`the command line: ${format}, ${profile}`, () => {
        const { out, err } = project.temper(['check', '--format', format, '--profile', profile]);
        assert.notEqual(out, '');
        assertClean(out + err, format);
      });
    }
  }

  it('the command line, asked to fix', () => {
    const own = temporaryProject(files);
    const untouched = allText(own.folder);
    const { out, err } = own.temper(['check', '--fix']);
    assertClean(out + err, '--fix');
    for (const [file, text] of allText(own.folder)) assert.equal(text, untouched.get(file), `${file} was changed`);
  });

  it('errors of a configuration that holds one', () => {
    const broken = [
      `{ "rules": { "hardcoded-secret": "${secrets.stripe}" } }`,
      `{ "${secrets.stripe}": 1 }`,
      `{ ${secrets.openai}`,
    ];
    for (const text of broken) {
      const own = temporaryProject({ ...files, 'temper.config.json': text });
      const { out, err, exitCode } = own.temper(['check']);
      assert.equal(exitCode, 2, 'the configuration is refused');
      assertClean(out + err, 'An error of the configuration');
    }
  });

  it('the list of findings that wait for a verdict', () => {
    const folder = new DiskFolder({});
    const list = folder.file('list.jsonl');
    const script = path.join(repositoryRoot, 'scripts/audit.ts');
    const words = [
      '--import',
      'tsx',
      script,
      `${project.folder}=shop/shop@0123456`,
      '--list',
      list,
      '--per',
      '50',
      '--profile',
      'strict',
    ];
    const out = execFileSync(process.execPath, words, {
      encoding: 'utf8',
      cwd: repositoryRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const listed = readFileSync(list, 'utf8');
    assert.match(listed, /hardcoded-secret/);
    assertClean(out + listed, 'The list');
    const filled = listed.replaceAll('"verdict":"","reason":""', '"verdict":"right","reason":"It is."');
    folder.write('filled.jsonl', filled);
    folder.write('kept/.gitkeep', '');
    const taking = ['--import', 'tsx', script, '--take', folder.file('filled.jsonl'), '--kept', folder.file('kept')];
    const taken = execFileSync(process.execPath, taking, { encoding: 'utf8', cwd: repositoryRoot });
    const kept = folder.read('kept/secrets.jsonl');
    assert.match(kept, /hardcoded-secret/);
    assertClean(taken + kept, 'What `--take` keeps');
  });

  it('a list that was filled in wrongly', () => {
    const lines = [
      `{"rule":"hardcoded-secret","code":"${secrets.stripe}","verdict":"perhaps","reason":"${secrets.openai}"}`,
      `{"rule":"hardcoded-secret","code":"${secrets.stripe}`,
      secrets.slack,
    ];
    for (const line of lines) {
      assert.throws(
        () => parseFilledList(`${line}\n`),
        (error) => error instanceof Error && (assertClean(`${error.message}${error.stack}`, 'The refusal'), true),
      );
    }
  });

  it('files of a project that are not what their names say', () => {
    const broken = `{ "name": "shop", "key": "${secrets.stripe}", \n ${secrets.openai}`;
    for (const name of ['package.json', 'tsconfig.json', 'deno.json', 'package-lock.json', 'pnpm-workspace.yaml']) {
      const own = temporaryProject({ ...files, [name]: broken });
      const { out, err } = own.temper(['check', '--profile', 'strict']);
      assert.match(out, /hardcoded-secret/);
      assertClean(out + err, `What is said of a broken ${name}`);
    }
  });
});

describe('a language server whose worker dies lets no secret out', { timeout: 240_000 }, () => {
  it('in what it says and prints, traced in full', async () => {
    const folder = new DiskFolder(files);
    const editor = await Editor.start({ folders: [folder.folder], options: { workerMemory: 10 } });
    const traced: unknown[] = [];
    editor.connection.onNotification('$/logTrace', (params: unknown) => void traced.push(params));
    await editor.connection.sendNotification('$/setTrace', { value: 'verbose' });
    const uri = uriOf(folder.file('src/pay.ts'));
    await editor.open(uri, folder.read('src/pay.ts'));
    for (let file = 0; file < 4; file++)
      await editor.open(uriOf(folder.file(`src/pay${file}.ts`)), files['src/pay.ts']);
    await editor.until(() => editor.told.find((each) => each.kind === 'log' && /ended/.test(each.params.message)));
    await editor.stop();
    assertClean(JSON.stringify([editor.told, traced]), 'A message');
    assertClean(editor.printed, 'What is printed');
  });
});

/** A defect anywhere, made so that what breaks says what it broke on. */
const defect = `
  const test = RegExp.prototype.test;
  const isSecret = (text) => typeof text === 'string' && ${JSON.stringify(Object.values(secrets).flatMap(piecesOf))}.some((piece) => text.includes(piece));
  RegExp.prototype.test = function (text) {
    if (isSecret(text) && !new Error().stack.includes('failureOf')) throw new (globalThis.thrown++ % 2 ? Error : TypeError)('It broke on ' + text);
    return test.call(this, text);
  };
  globalThis.thrown = 0;
`;

describe('what breaks on a secret does not tell it', { timeout: 240_000 }, () => {
  const broken = (script: string): Readonly<Record<string, string>> => ({
    NODE_OPTIONS: `--require=${new DiskFolder({ 'defect.cjs': script }).file('defect.cjs')}`,
  });

  it('on the command line, in a rule', () => {
    const { stdout, stderr } = check(broken(defect));
    assert.match(stderr, /hardcoded-secret: (?:Type)?Error: It broke on …\n {4}at /);
    assertClean(stdout + stderr, 'What a rule that broke off says');
  });

  it('on the command line, as a whole', () => {
    const writing = `process.stdout.write = () => { throw new Error(${JSON.stringify(`It broke on ${secrets.stripe}\n${secrets.openai}`)}); };`;
    const { stdout, stderr, status } = check(broken(writing));
    assert.equal(status, 3);
    assert.match(stderr, /a defect of its own: Error: It broke on …\n {4}at /);
    assertClean(stdout + stderr, 'A crash');
  });

  it('in the language server and its worker', async () => {
    const folder = new DiskFolder(files);
    const editor = await Editor.start({ folders: [folder.folder], environment: broken(defect) });
    for (const name of ['src/pay.ts', 'config.json']) {
      const uri = uriOf(folder.file(name));
      await editor.open(uri, folder.read(name), languageOf(name));
    }
    const logged = await editor.until(() =>
      editor.told.find((each) => each.kind === 'log' && /hardcoded-secret broke off/.test(each.params.message)),
    );
    assert.match(JSON.stringify(logged), /It broke on …/);
    await editor.stop();
    assertClean(JSON.stringify(editor.told), 'A message');
    assertClean(editor.printed, 'What is printed');
  });

  const check = (environment: Readonly<Record<string, string>>) => {
    const { folder } = new DiskFolder(files);
    const command = path.join(repositoryRoot, 'dist/cli.cjs');
    return spawnSync(process.execPath, [command, 'check', folder, '--format', 'json'], {
      encoding: 'utf8',
      env: { ...process.env, ...environment },
    });
  };
});

describe('the language server lets no secret out', { timeout: 240_000 }, () => {
  let folder: DiskFolder;
  let editor: Editor;
  const answers: unknown[] = [];
  before(async () => {
    folder = new DiskFolder(files);
    editor = await Editor.start({ folders: [folder.folder], capabilities: withFiles });
  });
  after(async () => void (await editor.stop()));

  it('in what it publishes, lists, logs and builds', async () => {
    const open = ['src/pay.ts', 'src/page.tsx', 'src/broken.ts', 'config.json', 'deploy.yml', 'README.md', '.env'];
    for (const name of open) {
      const uri = uriOf(folder.file(name));
      await editor.open(uri, folder.read(name), languageOf(name));
      await editor.analyzed(uri);
      for (const diagnostic of editor.diagnosticsOf(uri)) answers.push(...(await everyAnswer(editor, uri, diagnostic)));
    }
    answers.push(await editor.connection.sendRequest('temper/checkWorkspace', {}));
    answers.push(await editor.codeActions(uriOf(folder.file('src/pay.ts')), whole, ['source.fixAll.temper']));
    const told = editor.told.filter(({ kind }) => kind !== 'applyEdit');
    assert.ok(told.some((each) => JSON.stringify(each).includes('hardcoded-secret')));
    assertClean(JSON.stringify(told), 'A message');
    assertClean(JSON.stringify(answers), 'An answer');
  });

  it('but in the edit that moves it, which makes the files that it needs', async () => {
    const uri = uriOf(folder.file('src/page2.ts'));
    await editor.open(uri, `import fs from 'node:fs';\nfs.sign('${secrets.slack}');\n`);
    await editor.analyzed(uri);
    const [diagnostic] = editor.diagnosticsOf(uri);
    assert.ok(diagnostic);
    const actions = await editor.codeActions(uri, diagnostic.range);
    const move = actions.find(({ title }) => title.startsWith('Move the'));
    assert.ok(move, actions.map(({ title }) => title).join(' | '));
    const { edit, command } = await editor.resolve(move);
    assert.equal(edit, undefined);
    assert.equal(command?.command, 'temper.applyFix');
    const data = command.arguments?.[0] as CodeActionData;
    assertClean(JSON.stringify(data), 'The command');
    await editor.connection.sendRequest('workspace/executeCommand', { command: command.command, arguments: [data] });
    const applied = editor.told.flatMap((each) => (each.kind === 'applyEdit' ? [each.params.edit] : [])).at(-1);
    const uris = applied?.documentChanges?.map((change) =>
      'textDocument' in change ? change.textDocument.uri : `new ${'uri' in change ? change.uri : ''}`,
    );
    const at = (name: string) => uriOf(folder.file(name));
    assert.deepEqual(uris, [
      `new ${at('.gitignore')}`,
      at('.gitignore'),
      `new ${at('.env.example')}`,
      at('.env.example'),
      at('.env'),
      `new ${at('src/env.ts')}`,
      at('src/env.ts'),
      uri,
      at('src/pay.ts'),
    ]);
    const reminder = await editor.until(() =>
      editor.told.find((each) => each.kind === 'message' && each.params.message.includes('history of Git')),
    );
    assertClean(JSON.stringify(reminder), 'The reminder');
  });
});

const whole = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
const withFiles = {
  workspace: {
    applyEdit: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, changeAnnotationSupport: {}, resourceOperations: ['create'] },
  },
};

const languageOf = (name: string): string =>
  ({ ts: 'typescript', tsx: 'typescriptreact', json: 'json', yml: 'yaml', md: 'markdown' })[
    name.split('.').at(-1) ?? ''
  ] ?? 'plaintext';

/** All that can be had of a diagnostic, short of the edit that moves the secret. */
async function everyAnswer(editor: Editor, uri: string, { range }: Diagnostic): Promise<readonly unknown[]> {
  const actions = await editor.codeActions(uri, range);
  const resolved: CodeAction[] = [];
  for (const action of actions) if (action.data !== undefined) resolved.push(await editor.resolve(action));
  return [...actions, ...resolved];
}

/** By name, but of what Git and tools keep. */
function allText(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const isFile = (name: string): boolean => statSync(path.join(folder, name)).isFile();
  return new Map(names.filter(isFile).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}
