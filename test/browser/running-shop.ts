import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { repositoryRoot } from '../../scripts/command.ts';
import { DiskFolder } from '../disk-folder.ts';

/** What stands for packages that need a database or are not among this repository's own. */
const standIns = {
  'node_modules/cors/package.json': { name: 'cors', main: 'index.js' },
  'node_modules/cors/index.js': 'module.exports = () => (_req, _res, next) => next();\n',
  'node_modules/@prisma/client/package.json': { name: '@prisma/client', type: 'module', exports: './index.js' },
  'node_modules/@prisma/client/index.js': `const reviews = [];
export class PrismaClient {
  review = {
    create: async ({ data }) => (reviews.push(data), data),
    count: async () => reviews.length,
  };
  product = { findMany: async () => [], count: async () => reviews.length };
  $transaction = (queries) => Promise.all(queries);
}
`,
};

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** The example's API, as it stands on disk when it is started, with a database that keeps whatever it is given. */
export class RunningShop {
  readonly #process: ChildProcess;
  readonly #address: string;

  private constructor(process: ChildProcess, address: string) {
    this.#process = process;
    this.#address = address;
  }

  static async start(project: string): Promise<RunningShop> {
    const folder = new DiskFolder(standIns);
    for (const name of ['src', 'package.json'])
      cpSync(path.join(project, name), folder.file(name), { recursive: true });
    for (const name of ['express', 'zod', 'stripe', 'drizzle-orm', 'postgres'])
      folder.link(`node_modules/${name}`, path.join(repositoryRoot, 'node_modules', name));
    const port = await freePort();
    const server = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), 'src/server.ts'], {
      cwd: folder.folder,
      env: { ...process.env, PORT: String(port), STRIPE_SECRET_KEY: 'none', STRIPE_WEBHOOK_SECRET: 'none' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await listening(server);
    return new RunningShop(server, `http://localhost:${String(port)}`);
  }

  async post(route: string, body: unknown): Promise<Answered> {
    const response = await fetch(`${this.#address}${route}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  /** How many reviews the database keeps. */
  async stored(): Promise<number> {
    const response = await fetch(`${this.#address}/api/products`);
    const { total } = (await response.json()) as { total: number };
    return total;
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
  }
}

function listening({ stdout, stderr }: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    stdout?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('listening')) resolve();
    });
    stderr?.on('data', (text: Buffer) => (said += text.toString()));
    stdout?.once('close', () => reject(new Error(`The shop did not start:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
