import type { FileFacts } from '../engine/snapshot.ts';
import { ts } from '../engine/syntax.ts';
import { publicPrefix, serverSecret } from '../secrets/public-variables.ts';
import { environmentVariable } from './environment-reads.ts';
import { memberName, propertyNameText, unwrap } from './nodes.ts';
import { scopesOf } from './scopes.ts';

/** A setting of a build tool that writes a variable of the environment into what browsers load. */
export interface Inlined {
  readonly node: ts.Node;
  /** The option that does so: `define`. */
  readonly option: string;
  /** The variable, or undefined where it is all of them. */
  readonly variable: string | undefined;
  /** In a sentence: `OpenAI API key`. */
  readonly label: string;
}

const configuration =
  /\/(?:vite|electron\.vite|webpack|rspack|rsbuild|next|nuxt|app|astro|svelte|gatsby-node|craco|vue|esbuild|tsup)(?:\.config)?(?:\.[\w-]+)?\.[cm]?[jt]s$/;

/** Whether a file may set what is built in, so that others need not be gone through. */
export const isBuildConfiguration = (file: string, { runtime }: FileFacts): boolean =>
  configuration.test(file) && (runtime === 'build' || /\.config\./.test(file) || runtime === 'unknown');

/** By the name of a property whose object holds what is built in, the file it counts in. */
const options: Readonly<Record<string, RegExp>> = {
  define: /\/(?:vite|electron\.vite|rsbuild|astro|svelte|esbuild|tsup|vue|nuxt)[\w.-]*$/,
  env: /\/next\.config/,
  publicRuntimeConfig: /\/(?:next|nuxt)\.config/,
  public: /\/nuxt\.config/,
  extra: /\/app\.config/,
};

/** What one property of an option builds in. */
export function inlinedBy(property: ts.PropertyAssignment, file: string): readonly Inlined[] {
  const option = propertyNameText(property.name) ?? '';
  const isOption = Object.hasOwn(options, option) && options[option]?.test(file) === true;
  const value = unwrap(property.initializer);
  return isOption && ts.isObjectLiteralExpression(value)
    ? value.properties.flatMap((each) => ofEntry(each, option))
    : [];
}

/** `new webpack.DefinePlugin({ … })`, `new EnvironmentPlugin(['KEY'])` */
export function inlinedByPlugin({ expression, arguments: given }: ts.NewExpression): readonly Inlined[] {
  const node = unwrap(expression);
  const name = ts.isIdentifier(node) ? node.text : memberName(node);
  const argument = given?.[0] && unwrap(given[0]);
  if (argument === undefined || (name !== 'DefinePlugin' && name !== 'EnvironmentPlugin') || isForNode(node)) return [];
  if (ts.isObjectLiteralExpression(argument)) {
    return name === 'DefinePlugin'
      ? argument.properties.flatMap((each) => ofEntry(each, name))
      : argument.properties.flatMap((each) => named(each, propertyNameText(each.name), name));
  }
  return ts.isArrayLiteralExpression(argument)
    ? argument.elements.flatMap((each) => (ts.isStringLiteralLike(each) ? named(each, each.text, name) : []))
    : [];
}

const isForNode = (node: ts.Node): boolean => /\btarget\s*:\s*['"](?:async-)?node/.test(node.getSourceFile().text);

function named(node: ts.Node, variable: string | undefined, option: string): readonly Inlined[] {
  const secret = variable === undefined ? undefined : serverSecret(variable.replace(publicPrefix, ''));
  return secret === undefined ? [] : [{ node, option, variable, label: secret.label }];
}

function ofEntry(entry: ts.ObjectLiteralElementLike, option: string): readonly Inlined[] {
  if (!ts.isPropertyAssignment(entry)) return [];
  if (isWhole(entry.initializer)) return [{ node: entry, option, variable: undefined, label: 'whole environment' }];
  const variable = secretIn(entry.initializer);
  return named(entry, variable, option);
}

/** `JSON.stringify(env.GEMINI_API_KEY || '')`; whether there is one, tells nothing of it. */
function secretIn(expression: ts.Expression): string | undefined {
  const node = unwrap(expression);
  const variable = environmentVariable(node);
  if (variable !== undefined) return serverSecret(variable.replace(publicPrefix, '')) ? variable : undefined;
  if (ts.isCallExpression(node)) {
    const isAsked = ts.isIdentifier(node.expression) && node.expression.text === 'Boolean';
    return isAsked ? undefined : firstOf(node.arguments);
  }
  if (ts.isTemplateExpression(node)) return firstOf(node.templateSpans.map((span) => span.expression));
  if (ts.isObjectLiteralExpression(node)) {
    return firstOf(node.properties.flatMap((each) => (ts.isPropertyAssignment(each) ? [each.initializer] : [])));
  }
  if (ts.isConditionalExpression(node)) return firstOf([node.whenTrue, node.whenFalse]);
  if (ts.isBinaryExpression(node)) return isChoice(node) ? firstOf([node.left, node.right]) : undefined;
  return undefined;
}

const isChoice = ({ operatorToken: { kind } }: ts.BinaryExpression): boolean =>
  kind === ts.SyntaxKind.BarBarToken ||
  kind === ts.SyntaxKind.QuestionQuestionToken ||
  kind === ts.SyntaxKind.PlusToken;

function firstOf(expressions: readonly ts.Expression[]): string | undefined {
  for (const each of expressions) {
    const variable = secretIn(each);
    if (variable !== undefined) return variable;
  }
  return undefined;
}

/** `process.env`, `JSON.stringify(process.env)`, what `loadEnv(mode, folder, '')` gives. */
function isWhole(expression: ts.Expression): boolean {
  const node = unwrap(expression);
  if (ts.isPropertyAccessExpression(node)) return node.getText() === 'process.env';
  if (ts.isCallExpression(node)) {
    const [argument] = node.arguments;
    if (node.expression.getText() === 'JSON.stringify') return argument !== undefined && isWhole(argument);
    const prefix = node.arguments[2];
    return (
      node.expression.getText() === 'loadEnv' &&
      prefix !== undefined &&
      ts.isStringLiteralLike(prefix) &&
      prefix.text === ''
    );
  }
  if (!ts.isIdentifier(node)) return false;
  const [declaration] = scopesOf(node.getSourceFile()).bindingOf(node)?.declarations ?? [];
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    isWhole(declaration.initializer)
  );
}
