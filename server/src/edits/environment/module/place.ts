import type { Snapshot } from '../../../engine/snapshot.ts';
import type { ts } from '../../../engine/syntax.ts';
import { folderOf } from '../../../types/paths.ts';
import { moduleEnding } from '../../imports.ts';
import type { Side } from './side.ts';

export interface ModulePlace {
  readonly file: string;
  readonly exported: string;
}

/** Folders in which every file is a page, an endpoint or a program of its own. */
const routed = /^(?:app|pages|api|functions|netlify|routes)$/;

/** Where the project would look for such a module, beside what it shares. Undefined where every name is taken. */
export function modulePlace(
  users: readonly { readonly file: string }[],
  tree: ts.SourceFile,
  side: Side,
  snapshot: Snapshot,
): ModulePlace | undefined {
  const pkg = snapshot.packageOf(tree.fileName);
  const folder = folderOf(pkg?.file ?? tree.fileName);
  const code = snapshot.codeBelow(folder);
  const hasCode = (path: string): boolean => code.some((file) => file.startsWith(`${path}/`));
  const isNext = pkg?.dependencies.has('next') === true;
  const base = baseOf(tree.fileName, users, folder);
  const shared = ['config', 'lib'].map((name) => `${base}/${name}`).find(hasCode);
  const home = shared ?? (isNext && base === folder ? `${base}/lib` : base);
  const isPublic = side === 'public' && isNext;
  const names = isPublic ? ['public-env', 'client-env'] : ['env', 'environment'];
  const stems = new Set(code.map((file) => file.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')));
  const name = names.find((each) => !stems.has(`${home}/${each}`) && !hasCode(`${home}/${each}`));
  if (name === undefined) return undefined;
  return { file: `${home}/${name}${moduleEnding(tree)}`, exported: isPublic ? 'publicEnv' : 'env' };
}

/** `src` of a package, or `server` and `client/src` where it holds both; the package's own folder for code all over it. */
function baseOf(file: string, users: readonly { readonly file: string }[], folder: string): string {
  const [top = '', next, ...below] = file.slice(folder.length + 1).split('/');
  if (next === undefined || routed.test(top)) return folder;
  if (next === 'src' && below.length > 0) return `${folder}/${top}/src`;
  const isOutside = users.some((user) => !user.file.startsWith(`${folder}/${top}/`));
  return top !== 'src' && isOutside ? folder : `${folder}/${top}`;
}
