// A small client of the language server protocol over stdio: enough to open, type, and time what is published.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { applyKeystroke, toContentChange } from './edits.mjs';
import { within } from './wait.mjs';

const incremental = 2;

/** Frames JSON-RPC messages over a child process and remembers who waits for what. */
class Connection {
  #child;
  #buffer = Buffer.alloc(0);
  #nextId = 1;
  #pending = new Map();
  #listeners = new Set();
  #answer;
  #errors = '';

  constructor({ command, args, cwd, env, answer }) {
    this.#answer = answer;
    this.#child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child.stdout.on('data', (chunk) => this.#receive(chunk));
    this.#child.stderr.on('data', (chunk) => (this.#errors = (this.#errors + chunk).slice(-2000)));
    this.#child.stdin.on('error', () => undefined);
    this.exited = new Promise((resolve) => this.#child.once('exit', resolve));
  }

  get processId() {
    return this.#child.pid;
  }

  get errors() {
    return this.#errors;
  }

  request(method, params) {
    const id = this.#nextId++;
    const reply = new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    return reply;
  }

  notify(method, params) {
    this.#send({ method, params });
  }

  /** Calls back for every notification until the returned function is called. */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  kill() {
    this.#child.kill('SIGKILL');
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }

  #receive(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const headerEnd = this.#buffer.indexOf('\r\n\r\n');
      if (headerEnd < 0) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, headerEnd))[1]);
      const end = headerEnd + 4 + length;
      if (this.#buffer.length < end) return;
      const message = JSON.parse(this.#buffer.toString('utf8', headerEnd + 4, end));
      this.#buffer = this.#buffer.subarray(end);
      this.#dispatch(message);
    }
  }

  #dispatch(message) {
    if (message.method === undefined) {
      const waiting = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      if (message.error === undefined) waiting?.resolve(message.result);
      else waiting?.reject(new Error(message.error.message));
    } else if (message.id === undefined) {
      for (const listener of this.#listeners) listener(message);
    } else {
      this.#send({ id: message.id, result: this.#answer(message) ?? null });
    }
  }
}

/**
 * Starts a language server on `root`. `isComplete(messages, version)` says whether what was published since a change is
 * the whole answer for that version; by default a `publishDiagnostics` of that version (or of none) is. `isOpened` says
 * the same of the first answer.
 */
export async function startLanguageServer({
  command,
  args,
  root,
  env,
  initializationOptions,
  settings,
  isComplete = isPublished,
  isOpened = isComplete,
}) {
  const connection = new Connection({
    command,
    args,
    cwd: root,
    env,
    answer: ({ method, params }) =>
      method === 'workspace/configuration' ? params.items.map((item) => settings?.(item) ?? null) : null,
  });
  const uri = pathToFileURL(root).href;
  const folders = [{ uri, name: path.basename(root) }];
  const started = connection.request('initialize', {
    processId: process.pid,
    rootUri: uri,
    rootPath: root,
    workspaceFolders: folders,
    initializationOptions: initializationOptions?.(uri),
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
      textDocument: { publishDiagnostics: { versionSupport: true }, synchronization: { didSave: true } },
    },
  });
  const { capabilities } = await within(60_000, started, () => `${command} did not start: ${connection.errors}`);
  connection.notify('initialized', {});
  return new Session(connection, capabilities, { isComplete, isOpened });
}

function isPublished(messages, document, version) {
  return messages.some((message) => publishes(message, document, version));
}

/** True where the message publishes the diagnostics of this version, the planted finding among them. */
export function publishes({ method, params }, document, version) {
  return (
    method === 'textDocument/publishDiagnostics' &&
    decodeURIComponent(params.uri) === decodeURIComponent(document.uri) &&
    (params.version ?? version) === version &&
    params.diagnostics.some(({ range }) => range.start.line === document.canaryLine)
  );
}

class Session {
  #connection;
  #isIncremental;
  #isComplete;
  #isOpened;
  #open = new Map();

  constructor(connection, capabilities, { isComplete, isOpened }) {
    const sync = capabilities.textDocumentSync;
    this.#connection = connection;
    this.#isIncremental = (typeof sync === 'object' ? sync.change : sync) === incremental;
    this.#isComplete = isComplete;
    this.#isOpened = isOpened;
  }

  /** Opens a document and waits for its first complete answer. */
  async open(document) {
    this.#open.set(document.uri, { text: document.text, version: 1 });
    const { answered } = this.#await(document, 1, 180_000, this.#isOpened);
    const { uri, text } = document;
    this.#connection.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'typescript', version: 1, text },
    });
    await answered;
  }

  get processId() {
    return this.#connection.processId;
  }

  request(method, params) {
    return this.#connection.request(method, params);
  }

  /** Types one character; resolves with the milliseconds until the complete answer for the new text. */
  async type(document, keystroke) {
    const { answered } = this.#await(document, this.#open.get(document.uri).version + 1, 60_000, this.#isComplete);
    const began = performance.now();
    this.send(document, keystroke);
    return (await answered) - began;
  }

  /** Types one character and goes on. */
  send(document, keystroke) {
    const state = this.#open.get(document.uri);
    const change = toContentChange(state.text, keystroke);
    state.text = applyKeystroke(state.text, keystroke);
    state.version += 1;
    this.#connection.notify('textDocument/didChange', {
      textDocument: { uri: document.uri, version: state.version },
      contentChanges: [this.#isIncremental ? change : { text: state.text }],
    });
    return state.version;
  }

  listen(listener) {
    return this.#connection.listen(listener);
  }

  closeDocument(document) {
    this.#open.delete(document.uri);
    this.#connection.notify('textDocument/didClose', { textDocument: { uri: document.uri } });
  }

  async close() {
    try {
      await within(5000, this.#connection.request('shutdown', null), () => 'no answer to shutdown');
      this.#connection.notify('exit', null);
      await within(2000, this.#connection.exited, () => 'still running after exit');
    } catch {
      this.#connection.kill();
    }
  }

  #await(document, version, milliseconds, isComplete) {
    const messages = [];
    const arrived = new Promise((resolve) => {
      const stop = this.#connection.listen((message) => {
        const at = performance.now();
        messages.push(message);
        if (!isComplete(messages, document, version)) return;
        stop();
        resolve(at);
      });
    });
    const seen = () =>
      messages.map(({ method, params }) => `${method} ${JSON.stringify(params).slice(0, 200)}`).slice(-5);
    const complaint = () =>
      `No complete answer for version ${version} of ${document.file}.\n${seen().join('\n')}\n${this.#connection.errors}`;
    return { answered: within(milliseconds, arrived, complaint) };
  }
}
