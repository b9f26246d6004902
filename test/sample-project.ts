import path from 'node:path';
import { writeFiles } from './write-files.ts';

/** A small shop whose receipts are sent without anybody waiting for them. */
const files = {
  'package.json': `{ "name": "shop", "private": true, "type": "module" }\n`,
  'tsconfig.json': `{
  "compilerOptions": { "strict": true, "target": "es2022", "module": "nodenext", "moduleResolution": "nodenext", "types": [] },
  "include": ["src"]
}
`,
  'src/receipts.ts': `const paid = new Set<string>();

export async function sendReceipt(orderId: string): Promise<void> {
  if (!paid.has(orderId)) throw new Error('A receipt needs an order.');
}
`,
  'src/checkout.ts': `import { sendReceipt } from './receipts.js';

export async function checkout(orderId: string): Promise<string> {
  sendReceipt(orderId);
  return \`Thank you for order \${orderId}.\`;
}
`,
  'src/refund.ts': `import { sendReceipt } from './receipts.js';

export async function refund(orderId: string): Promise<void> {
  sendReceipt(orderId);
}
`,
  'src/reminder.ts': `import { sendReceipt } from './receipts.js';

export async function remind(orderId: string): Promise<void> {
  const order = orderId.trim();
}
`,
};

export type SampleFile = keyof typeof files;

/** Writes the project into a new folder `shop` of the given one. */
export function createSampleProject(parent: string, settings: Readonly<Record<string, unknown>> = {}): string {
  const folder = path.join(parent, 'shop');
  writeFiles(folder, { ...files, '.vscode/settings.json': JSON.stringify(settings) });
  return folder;
}

/** A workspace of two folders: the sample project, and `legacy`, for which Temper is off although there is something to find. */
export function createSampleWorkspace(parent: string, settings: Readonly<Record<string, unknown>>): string {
  createSampleProject(parent);
  const off = { '.vscode/settings.json': JSON.stringify({ 'temper.enable': false }) };
  writeFiles(path.join(parent, 'legacy'), { ...files, ...off });
  const folders = ['shop', 'legacy'].map((name) => ({ path: name }));
  writeFiles(parent, { 'shop.code-workspace': JSON.stringify({ folders, settings }) });
  return path.join(parent, 'shop.code-workspace');
}

export function sampleSource(name: SampleFile): string {
  return files[name];
}
