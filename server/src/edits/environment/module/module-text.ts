import type { ts } from '../../../engine/syntax.ts';
import { quoted, styleOf } from '../../style.ts';
import type { EnvironmentValidator, ModuleLines, ModuleSource, ModuleVariables } from './validators.ts';

/** A module that checks the environment, before it is written. */
export interface EnvironmentModule {
  readonly exported: string;
  readonly variables: ModuleVariables;
  /** Bundlers put in what they find by name alone, so that every variable is read by its own. */
  readonly isInlined: boolean;
  /** `process.env` */
  readonly base: string;
  readonly validator: EnvironmentValidator;
  /** By which the project loads the validator, where that is not its name: `zod/v4`. */
  readonly specifier?: string | undefined;
  readonly isCommonJs: boolean;
  /** What has to have run before: `import 'dotenv/config';` */
  readonly loading: readonly string[];
  /** What the export is, in a sentence. */
  readonly says: string;
}

/** The text, in the style of a file that uses it. */
export function moduleText(module: EnvironmentModule, user: ts.SourceFile): string {
  const { lineEnd, indent, semicolon, isTypeScript } = styleOf(user);
  const { validator, variables, loading } = module;
  const source = sourceOf(module);
  const lines = validator.lines(variables, source, isTypeScript);
  const imports = importLines(module, lines);
  const parts = [[...loading, ...imports], valueLines(module, source), lines.body, exportLines(module, lines.value)];
  const text = parts
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
    .join('\n\n');
  return `${text}\n`
    .replaceAll(/^\t+/gm, (tabs) => indent.repeat(tabs.length))
    .replaceAll(/;$/gm, semicolon)
    .replaceAll(/'([^'\n]*)'/g, (_, inner: string) => quoted(user, inner))
    .replaceAll('\n', lineEnd);
}

const isNamed = ({ isInlined, validator }: EnvironmentModule): boolean =>
  validator.takes === 'values' || (isInlined && validator.takes !== 'each');

function sourceOf(module: EnvironmentModule): ModuleSource {
  return {
    given: isNamed(module) ? 'values' : module.base,
    read: (variable) => `${module.base}.${variable}`,
  };
}

function valueLines(module: EnvironmentModule, { read }: ModuleSource): readonly string[] {
  if (!isNamed(module)) return [];
  const { required, optional } = module.variables;
  return ['const values = {', ...[...required, ...optional].map((name) => `\t${name}: ${read(name)},`), '};'];
}

function importLines(
  { specifier, validator, isCommonJs }: EnvironmentModule,
  { imports }: ModuleLines,
): readonly string[] {
  return imports.map(({ names, from }) => {
    const path = `'${from === validator.name ? (specifier ?? from) : from}'`;
    return isCommonJs ? `const ${names.replace('* as ', '')} = require(${path});` : `import ${names} from ${path};`;
  });
}

function exportLines({ exported, isCommonJs, says }: EnvironmentModule, value: readonly string[]): readonly string[] {
  const [first = '', ...rest] = value;
  const declared = [`${isCommonJs ? '' : 'export '}const ${exported} = ${first}`, ...rest];
  const last = declared.length - 1;
  return [
    `/** ${says} */`,
    ...declared.slice(0, last),
    `${declared[last] ?? ''};`,
    ...(isCommonJs ? ['', `module.exports = { ${exported} };`] : []),
  ];
}
