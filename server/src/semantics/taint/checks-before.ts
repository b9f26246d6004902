import { ts } from '../../engine/syntax.ts';
import type { Harm } from '../libraries/untrusted/model.ts';
import { type FunctionNode, isFunctionNode, memberName, propertyNameText, unwrap } from '../nodes.ts';
import { fieldIsChecked } from './field-checks.ts';
import { isCheckedByClass } from './class-schemas.ts';
import type { FunctionGraph } from './graphs.ts';
import { isJsonSchema, propertyOf } from './json-schemas.ts';
import type { Route } from './routes.ts';
import type { SchemaQuestions } from './schemas.ts';

/** Under which names the parts of a request are checked. */
const parts: ReadonlyMap<string, RegExp> = new Map([
  ['body', /^(?:body|json|form|payload)$/i],
  ['query', /^(?:query|querystring)$/i],
  ['params', /^(?:params|param|path)$/i],
]);

/**
 * Whether a schema stands between the request and its handler that lets the harm through nowhere: the schema of a route of
 * Fastify, `validate(schema)` and `celebrate({ body: schema })` among the handlers, rules of express-validator, a class of class-validator.
 */
export function isCheckedBefore(
  graph: FunctionGraph,
  path: string,
  members: readonly string[],
  harm: Harm,
  { schemas, routesOf }: Questions,
): boolean {
  const [, called] = /^request\.(?:Node|Koa|Hono)\(\)\.(?:req(?:uest)?\.)?(\w+)/.exec(path) ?? [];
  const part = called === 'param' ? 'params' : called;
  const named = part === undefined ? undefined : parts.get(part);
  if (named === undefined) return isCheckedByClass(graph.node, members, harm, schemas);
  const checks = (given: ts.Expression): boolean =>
    isCheckedBy(given, named, members, harm, schemas) || fieldIsChecked(given, named, members, harm);
  for (let at: FunctionGraph | undefined = graph; at !== undefined; at = at.parent) {
    if (handlersBefore(at.node, schemas).some(checks)) return true;
    const routes = isFunctionNode(at.node) ? routesOf(at.node) : [];
    if (routes.length > 0 && routes.every(({ before }) => before.flatMap((each) => listed(each, schemas)).some(checks)))
      return true;
  }
  return false;
}

interface Questions {
  readonly schemas: SchemaQuestions;
  readonly routesOf: (fn: FunctionNode) => readonly Route[];
}

/** What else a router is given for the route, before the handler; lists are looked into. */
function handlersBefore(fn: ts.Node, schemas: SchemaQuestions): readonly ts.Expression[] {
  const call = fn.parent;
  if (call === undefined || !ts.isCallExpression(call)) return [];
  const before = call.arguments.slice(
    0,
    call.arguments.findIndex((each) => each === fn),
  );
  return before.flatMap((each) => listed(each, schemas));
}

function listed(handler: ts.Expression, schemas: SchemaQuestions): readonly ts.Expression[] {
  const node = schemas.resolved(handler) ?? unwrap(handler);
  return ts.isArrayLiteralExpression(node) ? node.elements : [node];
}

const checking = /valid|schema|celebrate/i;

function isCheckedBy(
  given: ts.Expression,
  part: RegExp,
  members: readonly string[],
  harm: Harm,
  schemas: SchemaQuestions,
): boolean {
  return schemasIn(given, part, schemas).some((schema) => !schemas.lets(schema, members, harm));
}

/** The schemas by which a part of the request is checked. */
function schemasIn(given: ts.Expression, part: RegExp, schemas: SchemaQuestions): readonly ts.Expression[] {
  const node = schemas.resolved(given) ?? given;
  if (ts.isObjectLiteralExpression(node)) {
    const schema = propertyOf(node, 'schema');
    const parted = schema && (schemas.resolved(schema) ?? schema);
    return parted && ts.isObjectLiteralExpression(parted) ? partOf(parted, part) : [];
  }
  if (!ts.isCallExpression(node) || !checking.test(calleeName(node))) return [];
  const name = node.arguments.find((each) => ts.isStringLiteralLike(each));
  if (name && ts.isStringLiteralLike(name) && !part.test(name.text)) return [];
  return node.arguments.flatMap((each) => ofArgument(each, part, schemas));
}

function ofArgument(argument: ts.Expression, part: RegExp, schemas: SchemaQuestions): readonly ts.Expression[] {
  const node = schemas.resolved(argument);
  if (node === undefined || ts.isStringLiteralLike(node)) return [];
  if (ts.isObjectLiteralExpression(node) && !isJsonSchema(node)) return partOf(node, part);
  if (!ts.isCallExpression(node)) return isJsonSchema(node) ? [node] : [];
  // `z.object({ body: z.object({ … }) })` holds the whole request.
  const [shape] = node.arguments;
  const inside = shape && ts.isObjectLiteralExpression(shape) ? partOf(shape, part) : [];
  return inside.length > 0 ? inside : [node];
}

/** `body: schema`, `[Segments.BODY]: schema`. */
const partOf = (object: ts.ObjectLiteralExpression, part: RegExp): readonly ts.Expression[] =>
  object.properties.flatMap((each) => {
    if (!ts.isPropertyAssignment(each)) return [];
    const name = ts.isComputedPropertyName(each.name)
      ? (memberName(each.name.expression) ?? '')
      : (propertyNameText(each.name) ?? '');
    return part.test(name) ? [each.initializer] : [];
  });

const calleeName = ({ expression }: ts.CallExpression): string => {
  const callee = unwrap(expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
};
