// The licences of what is in the bundles, as they ask for it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** `metafiles` are those of esbuild: their inputs say which packages a bundle really holds. */
export function thirdPartyNotices(root, metafiles) {
  const folders = metafiles.flatMap(({ inputs }) => Object.keys(inputs).map(packageFolder));
  const names = [...new Set(folders.filter((folder) => folder !== undefined))];
  const notices = names.sort((one, other) => (one < other ? -1 : 1)).map((folder) => notice(path.join(root, folder)));
  return `Temper's bundles hold the following packages.\n\n${notices.join('\n\n')}\n`;
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` lies in `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice)/i.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const bundled = name === '@ts-morph/common' ? [typeScriptNotice(path.dirname(path.dirname(folder)))] : [];
  return ['='.repeat(80), `${name} ${version} (${license})`, '', ...texts, ...bundled].join('\n');
}

/** @ts-morph/common holds TypeScript, whose licence it does not repeat; `typescript` of any version has the same. */
function typeScriptNotice(modules) {
  const licence = readFileSync(path.join(modules, 'typescript/LICENSE'), 'utf8').trim();
  return `\nIt holds TypeScript (Apache-2.0), Copyright (c) Microsoft Corporation.\n\n${licence}`;
}
