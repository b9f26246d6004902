import type { Snapshot } from '../../engine/snapshot.ts';
import { ts } from '../../engine/syntax.ts';
import { type Harm, keyMember, ofChoice } from '../libraries/untrusted/model.ts';
import { resolveExport } from '../modules.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { scopesOf } from '../scopes.ts';
import { isJsonSchema, jsonSchemaLets } from './json-schemas.ts';
import { isAllowList } from './patterns.ts';
import { needsObject } from './steps.ts';
import { createWritten } from './written-values.ts';

export interface SchemaQuestions {
  /** Whether a schema lets a value through that does the harm at the members; false also where nothing is known of the schema. */
  lets(schema: ts.Expression, members: readonly string[], harm: Harm): boolean;
  /** The expression behind a name, in this file or in the one that it is imported from. */
  resolved(expression: ts.Expression): ts.Expression | undefined;
  /** The class behind a name, in this file or in the one that it is imported from. */
  classNamed(name: ts.Identifier): ts.ClassLikeDeclaration | undefined;
}

/** What a schema asks of a value, by the names of its calls. */
const harmlessKinds =
  /^(?:number|int|float|integer|bigint|boolean|bool|date|enum|enums|nativeEnum|literal|picklist|uuid|guid|cuid|cuid2|ulid|nanoid|datetime|time|duration|ipv4|ip|email|valid|oneOf|isoDate|alphanum|hex|hexadecimal|digits|decimal|slug|isoDateTime|isoTimestamp|isoTime|isInt|null|undefined|never|nan|objectId|stringbool|finite|positive|nonnegative)$/;
const openKinds = /^(?:any|unknown|passthrough|loose|looseObject|catchall|record|map|mixed|custom|instanceof|unsafe)$/;
/** What leaves the value to whoever sends it, and what does not. */
const chosenKinds = /^(?:number|int|float|integer|bigint|string|coerce|uuid|guid|cuid2?|ulid|boolean|bool|alphanum)$/;
const choosing =
  /^(?:enum|enums|nativeEnum|literal|picklist|valid|oneOf|refine|superRefine|custom|test|check|max|lte|lt|maxValue)$/;
const grantsAll = /['"](?:super_?)?(?:admin|administrator|owner)['"]/i;
/** What superstruct writes around a struct. */
const around = /^(?:size|nonempty|trimmed|pattern|refine|defaulted|min|max)$/;
const maxDepth = 12;

/** `.refine((address) => allowed.includes(new URL(address).hostname))` */
const asksForHost = ({ name, given: [check] }: SchemaCall): boolean =>
  /^(?:refine|superRefine|custom|test|check)$/.test(name) &&
  /\b(?:host(?:name)?|origin)\b/.test(check?.getText() ?? '');

/** Schemas of zod, valibot, yup, joi and their like, as they are written: a call that names the kind, and calls that refine it. */
export function createSchemas(snapshot: Snapshot): SchemaQuestions {
  const written = createWritten(snapshot);
  const lets = (schema: ts.Expression, members: readonly string[], harm: Harm): boolean =>
    letsAt(schema, members, harm, 0);

  function letsAt(schema: ts.Expression, members: readonly string[], harm: Harm, depth: number): boolean {
    const node = depth > maxDepth ? undefined : resolved(schema);
    if (node !== undefined && isJsonSchema(node))
      return jsonSchemaLets(node, members, harm, (inner, left) => letsAt(inner, left, harm, depth + 1));
    // ArkType writes its kinds as texts, io-ts as members.
    if (node !== undefined && ts.isStringLiteralLike(node)) return letsWords(node.text, members, harm);
    if (node !== undefined && isKindMember(node)) return letsText([], [node.name.text], harm);
    if (node === undefined || !ts.isCallExpression(node)) return false;
    const calls = piped(chainOf(node), depth);
    const names = calls.map(({ name }) => name);
    if (names.some((name) => /^(?:transform|preprocess|overwrite)$/.test(name))) return false;
    // What zod hands on from one schema to another is what the last one lets through.
    const last = calls.findLast(({ name }) => name === 'pipe');
    if (last !== undefined) return last.given.slice(-1).some((each) => letsAt(each, members, harm, depth + 1));
    const [member, ...rest] = members;
    const map = calls.find(({ name, given }) => name === 'record' && given.length > 0);
    // Of a map, the keys are whoever sends it's to choose, but what it holds is checked.
    if (map && member !== undefined && member !== keyMember && harm !== 'merge')
      return map.given.slice(-1).some((each) => letsAt(each, rest, harm, depth + 1));
    if (calls.some(isOpen)) return true;
    const shapes = calls.flatMap(({ name, given }) =>
      /^(?:object|strictObject|extend|shape|keys|append|merge|safeExtend|and|type|partial|intersection)$/.test(name)
        ? given.flatMap(choicesIn)
        : [],
    );
    if (shapes.length > 0)
      return member !== undefined && shapes.some((shape) => letsMember(shape, member, rest, harm, depth));
    const element = calls.find(
      ({ name }) => name === 'array' || name === 'tuple' || name === 'items' || name === 'set',
    );
    if (element !== undefined) return letsElement(element, node, rest, harm, depth);
    const inner =
      calls.find(({ name }) => /^(?:optional|nullable|nullish|union|lazy|alternatives|try)$/.test(name))?.given ?? [];
    if (inner.length > 0)
      return inner.some((each) => choicesIn(each).some((choice) => letsAt(choice, members, harm, depth + 1)));
    return letsText(calls, names, harm);
  }

  function letsText(calls: readonly SchemaCall[], names: readonly string[], harm: Harm): boolean {
    if (ofChoice.has(harm)) return letsChoice(calls, names, harm);
    if (needsObject.has(harm) || (!names.includes('string') && !names.includes('url'))) return false;
    if (names.includes('url')) return (harm === 'url' || harm === 'redirect') && !calls.some(asksForHost);
    const patterns = calls.filter(({ name }) => name === 'regex' || name === 'pattern' || name === 'matches');
    if (patterns.some(({ given: [pattern] }) => isAllowList((pattern && written.patternOf(pattern)) ?? '')))
      return false;
    // Whoever tests a text by a function of their own has thought of what it may hold.
    if (
      names.some(
        (name) =>
          name === 'refine' || name === 'superRefine' || name === 'custom' || name === 'test' || name === 'check',
      )
    )
      return false;
    return !names.some((name) => harmlessKinds.test(name));
  }

  /** `v.pipe(v.string(), v.email())` of valibot and `s.size(s.string(), 1, 80)` of superstruct refine a schema as other libraries' chains do. */
  const piped = (calls: readonly SchemaCall[], depth: number): readonly SchemaCall[] => {
    const [first, ...others] = calls;
    if (first === undefined || others.length > 0 || depth > maxDepth) return calls;
    const isAround = around.test(first.name);
    if (first.name !== 'pipe' && !isAround) return calls;
    const refining = isAround ? [{ name: first.name, given: first.given.slice(1) }] : [];
    return [...inside(isAround ? first.given.slice(0, 1) : first.given, depth), ...refining];
  };
  const inside = (given: readonly ts.Expression[], depth: number): readonly SchemaCall[] =>
    given.flatMap((each) => {
      const schema = resolved(each);
      return schema !== undefined && ts.isCallExpression(schema) ? piped(chainOf(schema), depth + 1) : [];
    });

  /** A number in a schema's bounds is still the sender's number; whoever lists what may come has chosen. */
  function letsChoice(calls: readonly SchemaCall[], names: readonly string[], harm: Harm): boolean {
    if (names.some((name) => choosing.test(name)))
      return harm === 'authority' && calls.some(({ given }) => given.some((each) => grantsAll.test(each.getText())));
    return names.some((name) => chosenKinds.test(name));
  }

  function letsElement(
    { given: [element] }: SchemaCall,
    node: ts.CallExpression,
    members: readonly string[],
    harm: Harm,
    depth: number,
  ): boolean {
    if (element !== undefined) return letsAt(element, members, harm, depth + 1);
    const callee = unwrap(node.expression);
    return ts.isPropertyAccessExpression(callee) && letsAt(callee.expression, members, harm, depth + 1);
  }

  /** `z.object({ name: z.string() })`, `schema.extend(other.shape)`. */
  function letsMember(
    shape: ts.Expression,
    member: string,
    rest: readonly string[],
    harm: Harm,
    depth: number,
  ): boolean {
    const object = resolvedShape(shape);
    if (object === undefined)
      return ts.isCallExpression(shape) || ts.isIdentifier(shape)
        ? letsAt(shape, [member, ...rest], harm, depth + 1)
        : false;
    return object.properties.some((property) => {
      if (ts.isSpreadAssignment(property)) return letsMember(property.expression, member, rest, harm, depth + 1);
      if (member !== '*' && propertyNameText(property.name) !== member) return false;
      const value = ts.isPropertyAssignment(property)
        ? property.initializer
        : ts.isShorthandPropertyAssignment(property)
          ? property.name
          : undefined;
      return value !== undefined && letsAt(value, rest, harm, depth + 1);
    });
  }

  function resolvedShape(shape: ts.Expression): ts.ObjectLiteralExpression | undefined {
    const node = resolved(shape);
    return node !== undefined && ts.isObjectLiteralExpression(node) ? node : undefined;
  }

  function resolved(expression: ts.Expression): ts.Expression | undefined {
    const node = unwrap(expression);
    const isShape = ts.isPropertyAccessExpression(node) && node.name.text === 'shape';
    return written.behind(isShape ? node.expression : node);
  }

  function exportBehind(declaration: ts.ImportSpecifier, file: string): ts.Node | undefined {
    const specifier = declaration.parent.parent.parent.moduleSpecifier;
    const target = ts.isStringLiteralLike(specifier) ? snapshot.resolveModule(specifier.text, file) : undefined;
    if (target?.kind !== 'file') return undefined;
    const found = resolveExport(snapshot, target.file, (declaration.propertyName ?? declaration.name).text);
    return found && 'node' in found ? found.node : undefined;
  }

  function classNamed(name: ts.Identifier): ts.ClassLikeDeclaration | undefined {
    const tree = name.getSourceFile();
    const [declaration] = scopesOf(tree).bindingOf(name)?.declarations ?? [];
    const found =
      declaration && ts.isImportSpecifier(declaration) ? exportBehind(declaration, tree.fileName) : declaration;
    return found && ts.isClassLike(found) ? found : undefined;
  }

  return { lets, resolved, classNamed };
}

/** `t.string` of io-ts. */
const isKindMember = (node: ts.Expression): node is ts.PropertyAccessExpression =>
  ts.isPropertyAccessExpression(node) && /^(?:string|unknown|any)$/.test(node.name.text);

/** `'string'`, `'string > 2'`, `'unknown'` of ArkType; kinds such as `'string.uuid'` and `"'a' | 'b'"` do no harm. */
const letsWords = (words: string, members: readonly string[], harm: Harm): boolean => {
  if (/^(?:unknown|object|any)\b/.test(words)) return true;
  return (
    members.length === 0 &&
    /^string(?:$|[\s<>=]|\.(?:trim|lower|upper|url|json)\b)/.test(words) &&
    !needsObject.has(harm) &&
    !ofChoice.has(harm)
  );
};

/** `yup.mixed((value) => …)` asks for itself. */
const isOpen = ({ name, given }: SchemaCall): boolean =>
  openKinds.test(name) && !(name === 'mixed' && given.length > 0);

interface SchemaCall {
  readonly name: string;
  readonly given: readonly ts.Expression[];
}

/** `z.string().min(1).email()` as its calls, from the first to the last; `z.coerce.number()` names both. */
function chainOf(call: ts.CallExpression): readonly SchemaCall[] {
  const calls: SchemaCall[] = [];
  let node: ts.Expression = call;
  while (ts.isCallExpression(node) || ts.isPropertyAccessExpression(node)) {
    if (ts.isCallExpression(node)) {
      const callee: ts.Expression = unwrap(node.expression);
      const name = ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
      // TypeBox writes its kinds as names of types.
      calls.unshift({ name: name.slice(0, 1).toLowerCase() + name.slice(1), given: node.arguments });
      node = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : callee;
    } else node = unwrap(node.expression);
  }
  return calls;
}

const choicesIn = (node: ts.Expression): readonly ts.Expression[] => {
  if (ts.isArrayLiteralExpression(node)) return node.elements;
  return ts.isArrowFunction(node) && !ts.isBlock(node.body) ? [node.body] : [node];
};
