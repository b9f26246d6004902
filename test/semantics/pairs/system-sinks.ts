import { of, type Sink } from './sink.ts';

const run = of('command-injection');
const path = of('path-traversal');
const code = of('code-injection');

export const system: readonly Sink[] = [
  run(
    'child_process, a shell',
    "import { exec, execFile } from 'node:child_process';",
    'exec(`convert ${value} out.png`);',
    "execFile('convert', [value, 'out.png']);",
  ),
  run(
    'child_process, synchronously',
    "import { execFileSync, execSync } from 'node:child_process';",
    "execSync('git log ' + value);",
    "execFileSync('git', ['log', '--', value]);",
  ),
  run(
    'child_process, spawn with a shell',
    "import { spawn } from 'node:child_process';",
    "spawn('tar', ['xf', value], { shell: true });",
    "spawn('tar', ['xf', value]);",
  ),
  path(
    'fs, joined to a folder',
    "import fs from 'node:fs/promises';\nimport path from 'node:path';",
    "await fs.readFile(path.join('uploads', value));",
    "await fs.readFile(path.join('uploads', path.basename(value)));",
  ),
  path(
    'fs, resolved',
    "import fs from 'node:fs';\nimport path from 'node:path';\nconst root = path.resolve('uploads');",
    'fs.createWriteStream(path.resolve(root, value));',
    'const target = path.resolve(root, value);\n  if (target.startsWith(root + path.sep)) fs.createWriteStream(target);',
  ),
  path(
    'fs, put into a text',
    "import { unlinkSync } from 'fs';",
    'unlinkSync(`uploads/${value}.json`);',
    'if (/^[a-z0-9-]+$/.test(value)) unlinkSync(`uploads/${value}.json`);',
  ),
  code('eval', '', 'eval(value);', 'JSON.parse(value);'),
  code(
    'vm',
    "import vm from 'node:vm';\nconst formulas = { double: (n) => n * 2, half: (n) => n / 2 };",
    'vm.runInNewContext(value, {});',
    'if (Object.hasOwn(formulas, value)) formulas[value](21);',
  ),
  code('Function', '', 'new Function(`return ${value}`)();', 'Number(value);'),
];

const request = of('server-side-request-forgery');
const hosts = "const hosts = ['api.example.com', 'cdn.example.com'];";

export const network: readonly Sink[] = [
  request('fetch', hosts, 'await fetch(value);', 'if (hosts.includes(new URL(value).hostname)) await fetch(value);'),
  request(
    'axios',
    "import axios from 'axios';",
    'await axios.get(`https://${value}/status`);',
    'await axios.get(`https://api.example.com/status/${encodeURIComponent(value)}`);',
  ),
  request(
    'got',
    "import got from 'got';\nconst pages = new Map([['home', 'https://example.com/']]);",
    'await got(value);',
    "await got(pages.get(value) ?? 'https://example.com/');",
  ),
  request(
    'undici',
    "import * as undici from 'undici';",
    'await undici.request(value);',
    "const url = new URL('https://api.example.com/search');\n  url.searchParams.set('q', value);\n  await undici.request(url);",
  ),
  of('open-redirect')(
    'Response.redirect',
    "const pages = ['/account', '/orders'];",
    'return Response.redirect(value);',
    "return Response.redirect(pages.includes(value) ? value : '/');",
  ),
  of('open-redirect')(
    'redirect of Next.js',
    "import { redirect } from 'next/navigation';",
    'redirect(value);',
    "redirect(value.startsWith('/') && !value.startsWith('//') ? value : '/');",
  ),
];
