import type { TextEdit } from '../../../../shared/src/finding.ts';
import { ts } from '../../engine/syntax.ts';
import { isEnvironment } from '../../semantics/environment.ts';
import { canonicalModule } from '../../semantics/module-names.ts';
import { moduleFactsOf } from '../../semantics/module-facts.ts';
import { isFunctionNode, memberName, propertyNameText, returnedExpressions, unwrap } from '../../semantics/nodes.ts';
import { scopesOf } from '../../semantics/scopes.ts';
import type { EnvReader } from './env-reader.ts';
import { propertyEdits } from './property-edit.ts';

/** The one call that checks the environment, and where it lists what it expects. */
interface SchemaCall {
  readonly call: ts.CallExpression;
  /** Literals that take a property for each variable, with the text of a required one. */
  readonly lists: readonly {
    readonly object: ts.ObjectLiteralExpression;
    readonly entry: (variable: string) => string;
  }[];
}

/** `export const env = schema.parse(process.env)`, `cleanEnv(process.env, …)`, `createEnv(…)`. */
export function schemaReader(tree: ts.SourceFile): EnvReader | undefined {
  const found = schemaCall(tree);
  const exported = found && exportOf(tree, found.call);
  if (found === undefined || exported === undefined) return undefined;
  return {
    exported,
    isSchema: true,
    expression: (name, variable) => `${name}.${variable}`,
    edits: (variable) =>
      found.lists.flatMap(({ object, entry }): readonly TextEdit[] =>
        object.properties.some((property) => propertyNameText(property.name) === variable)
          ? []
          : propertyEdits(object, `${variable}: ${entry(variable)}`),
      ),
  };
}

function schemaCall(tree: ts.SourceFile): SchemaCall | undefined {
  let found: SchemaCall | undefined;
  const visit = (node: ts.Node): void => {
    if (found !== undefined) return;
    if (ts.isCallExpression(node)) found = parsedEnvironment(node) ?? cleanEnv(node) ?? createEnv(node);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** zod's `schema.parse(process.env)` and valibot's `v.parse(schema, process.env)`. */
function parsedEnvironment(call: ts.CallExpression): SchemaCall | undefined {
  const callee = unwrap(call.expression);
  if (!ts.isPropertyAccessExpression(callee) || !/^(?:safeP|p)arse$/.test(callee.name.text)) return undefined;
  const [first, second] = call.arguments;
  const [schema, given] = second === undefined ? [callee.expression, first] : [first, second];
  const environment = given && environmentList(given);
  const object = schema && objectSchema(schema);
  const entry = object && requiredText(object.root);
  if (environment === undefined || object === undefined || entry === undefined) return undefined;
  return { call, lists: [{ object: object.literal, entry: () => entry }, ...environment] };
}

/** Nothing more to list where the whole environment is given; one property more where it is given by name. */
function environmentList(given: ts.Expression): SchemaCall['lists'] | undefined {
  if (isEnvironment(given)) return [];
  const initializer = ts.isIdentifier(given) ? initializerOf(given) : undefined;
  if (initializer !== undefined) return environmentList(initializer);
  if (!ts.isObjectLiteralExpression(given)) return undefined;
  const { properties } = given;
  if (properties.some((each) => ts.isSpreadAssignment(each) && isEnvironment(each.expression))) return [];
  const isListed = properties.some(
    (each) =>
      ts.isPropertyAssignment(each) &&
      ts.isPropertyAccessExpression(each.initializer) &&
      isEnvironment(each.initializer.expression),
  );
  return isListed ? [{ object: given, entry: (variable) => `process.env.${variable}` }] : undefined;
}

interface ObjectSchema {
  readonly literal: ts.ObjectLiteralExpression;
  /** `z` of `z.object({…})`. */
  readonly root: ts.Identifier;
}

function objectSchema(expression: ts.Expression, depth = 0): ObjectSchema | undefined {
  const node = unwrap(expression);
  if (ts.isIdentifier(node)) {
    const initializer = depth < 5 ? initializerOf(node) : undefined;
    return initializer && objectSchema(initializer, depth + 1);
  }
  if (!ts.isCallExpression(node)) return undefined;
  const callee = unwrap(node.expression);
  if (!ts.isPropertyAccessExpression(callee)) return undefined;
  const [argument] = node.arguments;
  if (/^(?:strict|loose)?object$/i.test(callee.name.text) && ts.isIdentifier(callee.expression)) {
    return argument !== undefined && ts.isObjectLiteralExpression(argument)
      ? { literal: argument, root: callee.expression }
      : undefined;
  }
  return objectSchema(callee.expression, depth);
}

/** How the validator says that a text must be there and not be empty. */
function requiredText(root: ts.Identifier): string | undefined {
  const library = libraryOf(root);
  if (library === 'zod') return `${root.text}.string().min(1)`;
  return library === 'valibot' ? `${root.text}.pipe(${root.text}.string(), ${root.text}.minLength(1))` : undefined;
}

function libraryOf(name: ts.Identifier): string | undefined {
  const tree = name.getSourceFile();
  const binding = scopesOf(tree).bindingOf(name);
  const imported = binding && moduleFactsOf(tree).imports.get(binding);
  const module = imported && canonicalModule(imported.specifier)?.name;
  return module?.replace(/^(zod)\/.*$/, '$1');
}

function cleanEnv(call: ts.CallExpression): SchemaCall | undefined {
  const [given, specs] = call.arguments;
  if (!ts.isIdentifier(call.expression) || libraryOf(call.expression) !== 'envalid') return undefined;
  if (given === undefined || specs === undefined || !isEnvironment(given)) return undefined;
  const text = localName(call.getSourceFile(), 'envalid', 'str');
  if (!ts.isObjectLiteralExpression(specs) || text === undefined) return undefined;
  return { call, lists: [{ object: specs, entry: () => `${text}()` }] };
}

/** `@t3-oss/env-nextjs` and its like: variables of the server, and what the bundler must see by name. */
function createEnv(call: ts.CallExpression): SchemaCall | undefined {
  const [options] = call.arguments;
  if (!ts.isIdentifier(call.expression) || !libraryOf(call.expression)?.startsWith('@t3-oss/env-')) return undefined;
  const zod = localName(call.getSourceFile(), 'zod', 'z');
  if (options === undefined || !ts.isObjectLiteralExpression(options) || zod === undefined) return undefined;
  const listOf = (name: string): ts.ObjectLiteralExpression | undefined => {
    const property = options.properties.find((each) => propertyNameText(each.name) === name);
    const value = property && ts.isPropertyAssignment(property) ? unwrap(property.initializer) : undefined;
    return value && ts.isObjectLiteralExpression(value) ? value : undefined;
  };
  const server = listOf('server');
  const named = listOf('runtimeEnv') ?? listOf('runtimeEnvStrict');
  if (server === undefined) return undefined;
  const lists = [{ object: server, entry: () => `${zod}.string().min(1)` }];
  return named === undefined
    ? { call, lists }
    : { call, lists: [...lists, { object: named, entry: (variable) => `process.env.${variable}` }] };
}

function localName(tree: ts.SourceFile, library: string, exported: string): string | undefined {
  for (const [binding, imported] of moduleFactsOf(tree).imports) {
    const isIt = imported.exported === exported || (exported === 'z' && /^(?:\*|default)$/.test(imported.exported));
    const module = canonicalModule(imported.specifier)?.name;
    if (isIt && (module === library || module?.startsWith(`${library}/`) === true)) return binding.name;
  }
  return undefined;
}

/** The export that holds what the call gives. */
function exportOf(tree: ts.SourceFile, call: ts.CallExpression): string | undefined {
  for (const [exported, entry] of moduleFactsOf(tree).named) {
    if (entry.kind === 'local' && !isFunction(entry.node) && leadsTo(entry.node, call)) return exported;
  }
  const { assigned } = moduleFactsOf(tree);
  return assigned?.kind === 'local' && leadsTo(assigned.node, call) ? 'default' : undefined;
}

/** Whoever calls it gets the values, and not whoever reads them of it. */
const isFunction = (node: ts.Node): boolean =>
  isFunctionNode(node) ||
  (ts.isVariableDeclaration(node) && node.initializer !== undefined && isFunctionNode(unwrap(node.initializer)));

function leadsTo(from: ts.Node, call: ts.CallExpression, depth = 0): boolean {
  if (from === call) return true;
  if (depth > 6) return false;
  const follow = (next: ts.Node | undefined): boolean => next !== undefined && leadsTo(next, call, depth + 1);
  if (ts.isVariableDeclaration(from)) return follow(from.initializer);
  if (isFunctionNode(from)) return returnedExpressions(from).some(follow);
  if (!ts.isExpression(from)) return false;
  const node = unwrap(from);
  if (node === call) return true;
  if (ts.isIdentifier(node)) return follow(scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0]);
  if (ts.isPropertyAccessExpression(node)) return memberName(node) === 'data' && follow(node.expression);
  if (!ts.isCallExpression(node)) return false;
  return memberName(node.expression) === 'freeze' ? follow(node.arguments[0]) : follow(node.expression);
}

function initializerOf(name: ts.Identifier): ts.Expression | undefined {
  const declaration = scopesOf(name.getSourceFile()).bindingOf(name)?.declarations[0];
  return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}
