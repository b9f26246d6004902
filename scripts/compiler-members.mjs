// How bundles reach the compiler's functions.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const members = 'compiler-members';
const wholeCompiler = /import \{ ts \} from '[^']*\/syntax\.ts';/;

/**
 * Every member of the compiler is a getter in a dictionary of 2,000, and code asks for several at each node that it looks at, ten
 * times as slowly as for a variable. So each file takes the members that it names, and a bundle asks for each of them once.
 */
export const compilerMembers = {
  name: members,
  setup(context) {
    context.onResolve({ filter: new RegExp(`^${members}$`) }, () => ({ path: members, namespace: members }));
    context.onLoad({ filter: /.*/, namespace: members }, () => ({
      contents: eachMember(),
      resolveDir: import.meta.dirname,
    }));
    context.onLoad({ filter: /[\\/]server[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(wholeCompiler, `import * as ts from '${members}';`),
      loader: 'ts',
    }));
  },
};

/** Those that nobody names fall out of the bundle. */
function eachMember() {
  const common = path.dirname(require.resolve('@ts-morph/common', { paths: [require.resolve('ts-morph')] }));
  const names = Object.keys(require(path.join(common, 'typescript.js'))).filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const exported = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => compiler.${name})();`);
  return [`import { ts as compiler } from 'ts-morph';`, ...exported].join('\n');
}
