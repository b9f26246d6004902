import type { FileEdit, TextEdit } from '../../../../shared/src/finding.ts';
import { spanOf } from '../../engine/places.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { propertyNameText } from '../../semantics/nodes.ts';
import { withoutNothing } from '../../semantics/shapes/nothing-sent.ts';
import { declaredClass } from '../../semantics/shapes/declared-class.ts';
import type { Shape } from '../../semantics/shapes/shape.ts';
import { folderOf } from '../../types/paths.ts';
import { freeName } from '../free-name.ts';
import { insertion } from '../handling.ts';
import { importedFromPackage } from '../imports.ts';
import { indentationAt, styleOf } from '../style.ts';
import { type DtoClasses, dtoClasses, dtoDecorators, type DtoWriting } from './dto-class.ts';
import { capital, singular, subjectsOf } from './route-words.ts';
import type { ValidatorContext } from './validators.ts';

const boundParts = /^(?:Body|Query)$/;
const classValidator = 'class-validator';

/** Whether NestJS checks a parameter by its class, in a project that has class-validator. */
export function isDtoPlace(parameter: ts.ParameterDeclaration, { file, snapshot }: ValidatorContext): boolean {
  return boundBy(parameter) !== undefined && snapshot.packageOf(file)?.dependencies.has(classValidator) === true;
}

/** `@Body()`, without the name of a field. */
function boundBy(parameter: ts.ParameterDeclaration): ts.CallExpression | undefined {
  const calls = (ts.getDecorators(parameter) ?? []).map(({ expression }) => expression);
  return calls
    .filter(ts.isCallExpression)
    .find((call) => boundParts.test(call.expression.getText()) && call.arguments.length === 0);
}

/**
 * A class whose decorators check what NestJS binds to a parameter, in the place of its type, or the decorators that its class
 * lacks; and a ValidationPipe where none runs for the whole application.
 */
export function dtoFix(
  parameter: ts.ParameterDeclaration,
  shape: Shape,
  ctx: ValidatorContext,
): readonly FileEdit[] | undefined {
  const { tree, file } = ctx;
  const pipe = pipeEdits(parameter, ctx);
  const existing = parameter.type && declaredClass(withoutNothing(parameter.type), ctx.snapshot);
  if (existing) {
    const decorated = decoratedClass(existing, shape, ctx.snapshot);
    if (decorated === undefined || pipe === undefined) return undefined;
    return decorated.file === file
      ? [{ file, edits: [...decorated.edits, ...pipe] }]
      : [decorated, ...(pipe.length > 0 ? [{ file, edits: pipe }] : [])];
  }
  const name = dtoName(parameter, tree);
  const classes = name && dtoClasses(name, shape, writingFor(tree, ctx.snapshot));
  const imports = classes && importEdits(tree, classes);
  if (!name || !classes || !imports || !pipe) return undefined;
  return [{ file, edits: [...imports, ...pipe, ...typedBy(parameter, name), declarations(parameter, classes)] }];
}

function typedBy({ name, type }: ts.ParameterDeclaration, dto: string): readonly TextEdit[] {
  const tree = name.getSourceFile();
  return [type ? { span: spanOf(type, tree), text: dto } : insertion(name.end, `: ${dto}`)];
}

/** Above the controller. */
function declarations(parameter: ts.ParameterDeclaration, { texts }: DtoClasses): TextEdit {
  const tree = parameter.getSourceFile();
  const { lineEnd } = styleOf(tree);
  let top: ts.Node = parameter;
  while (!ts.isSourceFile(top.parent)) top = top.parent;
  return insertion(top.getStart(tree), texts.map((text) => text + lineEnd + lineEnd).join(''));
}

/** `CreateOrderDto` of `create()` in a controller of orders. */
function dtoName(parameter: ts.ParameterDeclaration, tree: ts.SourceFile): string | undefined {
  const handler = parameter.parent;
  if (!ts.isMethodDeclaration(handler) || !ts.isIdentifier(handler.name)) return undefined;
  const method = handler.name.text;
  const owner = ts.isClassLike(handler.parent)
    ? handler.parent.name?.text.replace(/Controller$|Resolver$/, '')
    : undefined;
  const subject = singular(owner ?? subjectsOf(handler)[0] ?? '');
  const stems = [
    /^\w+[A-Z]/.test(method) ? capital(method) : capital(method) + capital(subject),
    capital(method) + capital(subject),
  ];
  return freeName(
    stems.flatMap((stem) => [`${stem}Dto`, `${stem}BodyDto`]),
    tree,
  );
}

/** Decorators for the properties of a class that has none of them. */
function decoratedClass(dto: ts.ClassLikeDeclaration, shape: Shape, snapshot: Snapshot): FileEdit | undefined {
  const tree = dto.getSourceFile();
  const properties = dto.members.filter(ts.isPropertyDeclaration);
  if (shape.is !== 'object' || dto.heritageClauses !== undefined || properties.some(isChecked)) return undefined;
  const writing = writingFor(tree, snapshot);
  const edits: TextEdit[] = [];
  const checks = new Set<string>();
  for (const property of properties) {
    const field = shape.fields.find(({ name }) => name === propertyNameText(property.name));
    const decorated = field && dtoDecorators(field, writing);
    if (decorated === undefined || decorated.transforms.size > 0) return undefined;
    decorated.checks.forEach((each) => checks.add(each));
    const start = property.getStart(tree);
    const gap = writing.style.lineEnd + indentationAt(tree, start);
    edits.push(insertion(start, decorated.decorators.map((each) => each + gap).join('')));
  }
  const imports = importEdits(tree, { texts: [], checks, transforms: new Set() });
  return imports && edits.length > 0 ? { file: tree.fileName, edits: [...imports, ...edits] } : undefined;
}

/** Whether a decorator of class-validator stands at it. */
function isChecked(property: ts.PropertyDeclaration): boolean {
  const tree = property.getSourceFile();
  const from = new Set(
    [...moduleFactsOf(tree).imports].flatMap(([binding, { specifier }]) =>
      specifier === classValidator ? [binding.name] : [],
    ),
  );
  return (ts.getDecorators(property) ?? []).some(({ expression }) =>
    from.has((ts.isCallExpression(expression) ? expression.expression : expression).getText()),
  );
}

function importEdits(tree: ts.SourceFile, { checks, transforms }: DtoClasses): readonly TextEdit[] | undefined {
  const checking = importOf(tree, [...checks].sort(), classValidator);
  const transforming = importOf(tree, [...transforms], 'class-transformer');
  return checking && transforming && [...checking, ...transforming];
}

/** Names of a package; undefined where one of them means something else in the file. */
function importOf(tree: ts.SourceFile, names: readonly string[], specifier: string): readonly TextEdit[] | undefined {
  const imported = names.map((name) => importedFromPackage(tree, specifier, name));
  if (imported.some((each, at) => each?.name !== names[at])) return undefined;
  const missing = names.filter((_, at) => imported[at]?.edits.length);
  const [first, ...others] = missing;
  const [edit] = (first && importedFromPackage(tree, specifier, first)?.edits) || [];
  if (first === undefined || edit === undefined) return [];
  return [{ ...edit, text: edit.text.replace(new RegExp(`\\b${first}\\b`), [first, ...others].join(', ')) }];
}

/** `@Body(new ValidationPipe({ whitelist: true }))` where no pipe runs for all. */
function pipeEdits(parameter: ts.ParameterDeclaration, { tree, file, snapshot }: ValidatorContext) {
  const pkg = snapshot.packageOf(file);
  const call = boundBy(parameter);
  if (pkg === undefined || call === undefined) return undefined;
  if (hasPipeForAll(folderOf(pkg.file), snapshot)) return [];
  const pipe = importOf(tree, ['ValidationPipe'], '@nestjs/common');
  return pipe && [...pipe, insertion(call.end - 1, 'new ValidationPipe({ whitelist: true })')];
}

const pipesForAll = new WeakMap<Snapshot, Map<string, boolean>>();

/** Whether a ValidationPipe runs for the whole application of a folder; remembered for one snapshot. */
function hasPipeForAll(folder: string, snapshot: Snapshot): boolean {
  const folders = pipesForAll.get(snapshot) ?? new Map<string, boolean>();
  pipesForAll.set(snapshot, folders);
  const known = folders.get(folder);
  if (known !== undefined) return known;
  const isThere = snapshot.codeBelow(folder).some((file) => pipeForAll.test(snapshot.text(file) ?? ''));
  folders.set(folder, isThere);
  return isThere;
}

const pipeForAll = /useGlobalPipes\([^;]*ValidationPipe|APP_PIPE[^}]*ValidationPipe/s;

/** With `strict`, properties that nothing is assigned to are marked. */
function writingFor(tree: ts.SourceFile, snapshot: Snapshot): DtoWriting {
  const pkg = snapshot.packageOf(tree.fileName);
  const config = (pkg && snapshot.text(`${folderOf(pkg.file)}/tsconfig.json`)) ?? '';
  const isStrict = /"strict"\s*:\s*true/.test(config) && !/"strictPropertyInitialization"\s*:\s*false/.test(config);
  return { style: styleOf(tree), mark: isStrict ? '!' : '' };
}
