import { ts } from '../engine/syntax.ts';
import { carriedBy } from './carried-texts.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

const variableName = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;
const reader = /^(get|optional|read|fetch)?_?(env|config|setting|var)?(var|variable|string)?$/i;

/**
 * The variable that an expression reads from the environment: `process.env.KEY`, `import.meta.env.KEY`, `env.KEY`,
 * `Deno.env.get('KEY')`, `config.get('KEY')`, `getEnv('KEY')`.
 */
export function environmentVariable(expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  if (ts.isCallExpression(node)) {
    const carried = carriedBy(node);
    return carried === undefined ? variableOfCall(node) : environmentVariable(carried);
  }
  const name = memberName(node);
  if (name === undefined || !(ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)))
    return undefined;
  return variableName.test(name) && isEnvironment(node.expression) ? name : undefined;
}

/** `process.env`, `import.meta.env`, `c.env`, `env` */
function isEnvironment(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  const name = ts.isIdentifier(node) ? node.text : memberName(node);
  return name !== undefined && /^(\w+_?)?env$/i.test(name);
}

function variableOfCall(call: ts.CallExpression): string | undefined {
  const [argument] = call.arguments;
  if (argument === undefined || !ts.isStringLiteralLike(argument) || !variableName.test(argument.text))
    return undefined;
  const callee = unwrap(call.expression);
  const name = ts.isIdentifier(callee) ? callee.text : memberName(callee);
  return name !== undefined && name !== '' && reader.test(name) ? argument.text : undefined;
}

/** The variable that a value comes from, where it is kept in a constant or handed through a fallback first. */
export function environmentOrigin(expression: ts.Expression, depth = 4): string | undefined {
  const node = unwrap(expression);
  const direct = environmentVariable(node);
  if (direct !== undefined || depth === 0) return direct;
  if (ts.isBinaryExpression(node)) {
    return environmentOrigin(node.left, depth - 1) ?? environmentOrigin(node.right, depth - 1);
  }
  if (ts.isCallExpression(node)) {
    const carried = carriedBy(node);
    return carried && environmentOrigin(carried, depth - 1);
  }
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations[0];
  if (declaration === undefined) return undefined;
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.initializer && environmentOrigin(declaration.initializer, depth - 1);
  }
  return ts.isBindingElement(declaration) ? destructuredVariable(declaration) : undefined;
}

/** `const { JWT_SECRET } = process.env` */
export function destructuredVariable(element: ts.BindingElement): string | undefined {
  const owner = element.parent.parent;
  const name = propertyNameText(element.propertyName ?? element.name);
  if (name === undefined || !variableName.test(name)) return undefined;
  return ts.isVariableDeclaration(owner) && owner.initializer && isEnvironment(owner.initializer) ? name : undefined;
}
