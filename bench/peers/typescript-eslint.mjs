import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyKeystroke } from '../edits.mjs';
import { binary, versionOf } from '../installed.mjs';
import { within } from '../wait.mjs';

const configuration = `import tseslint from 'typescript-eslint';
export default [{
  files: ['**/*.ts'],
  plugins: { '@typescript-eslint': tseslint.plugin },
  rules: { '@typescript-eslint/no-floating-promises': 'error' },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
  },
}];
`;

export const typescriptEslint = {
  name: 'typescript-eslint',
  version: versionOf('typescript-eslint'),
  configure: ({ root }) => writeFileSync(path.join(root, 'eslint.config.mjs'), configuration),
  startSession: ({ root, environment }) => EslintSession.start(root, environment),
  check: {
    command: process.execPath,
    args: [binary('eslint', 'bin/eslint.js'), '--no-inline-config', '--format', 'json', 'src'],
    count: (output) => JSON.parse(output).reduce((sum, file) => sum + file.messages.length, 0),
  },
};

/** ESLint in a process of its own, as in an editor: one instance, `lintText` for each new text. */
class EslintSession {
  #worker;
  #texts = new Map();
  #waiting = new Map();
  #nextId = 1;

  static async start(root, environment) {
    const session = new EslintSession(root, environment);
    await session.#lint(path.join(root, 'src/none.txt'), '');
    return session;
  }

  constructor(root, environment) {
    this.#worker = fork(path.join(import.meta.dirname, 'eslint-worker.mjs'), [], {
      cwd: root,
      env: { ...process.env, ...environment },
    });
    this.#worker.on('message', ({ id, lines, failure }) => {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) resolve(lines);
      else reject(new Error(failure));
    });
  }

  async open(document) {
    this.#texts.set(document.file, document.text);
    await this.#lintAndVerify(document);
  }

  async type(document, keystroke) {
    this.#texts.set(document.file, applyKeystroke(this.#texts.get(document.file), keystroke));
    const began = performance.now();
    await this.#lintAndVerify(document);
    return performance.now() - began;
  }

  closeDocument({ file }) {
    this.#texts.delete(file);
  }

  close() {
    this.#worker.kill();
  }

  async #lintAndVerify({ file, canaryLine }) {
    const lines = await this.#lint(file, this.#texts.get(file));
    if (!lines.includes(canaryLine)) throw new Error(`typescript-eslint did not see the planted promise in ${file}.`);
  }

  #lint(file, text) {
    const id = this.#nextId++;
    const reply = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.send({ id, file, text });
    return within(180_000, reply, () => `ESLint did not answer for ${file}.`);
  }
}
