import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../../scripts/command.ts';
import { DiskFolder } from '../../disk-folder.ts';

/** A project whose database keeps what it is given in `rows`, with packages of this repository. */
export async function projectWithRows(packages: readonly string[]) {
  const folder = new DiskFolder({
    'package.json': { type: 'module' },
    'node_modules/pg/package.json': { name: 'pg', type: 'module', exports: './index.js' },
    'node_modules/pg/index.js': `export const rows = [];
export class Pool {
  async query(statement, values) {
    rows.push(values);
    return { rows: [] };
  }
}
`,
  });
  for (const name of packages) folder.link(`node_modules/${name}`, path.join(repositoryRoot, 'node_modules', name));
  const imported = async <T>(name: string): Promise<T> => (await import(pathToFileURL(folder.file(name)).href)) as T;
  const { rows } = await imported<{ rows: unknown[] }>('node_modules/pg/index.js');
  return { folder, imported, rows };
}
