import { ts } from '../../engine/syntax.ts';
import { memberName, propertyNameText, unwrap } from '../nodes.ts';
import { literalBehind, writtenAt } from './literal-places.ts';
import { sinkAt } from './placed-sinks.ts';
import type { Sink } from './sinks.ts';

type CallNode = ts.CallExpression | ts.NewExpression;

/** What a model is told before anybody asks it anything: system messages and instructions, whichever API takes them. */
export function promptSinks(node: CallNode): readonly Sink[] {
  const [first] = node.arguments ?? [];
  if (first === undefined) return [];
  const name = calleeName(node);
  if (name === 'SystemMessage' || name === 'SystemMessagePromptTemplate') return sinkAt('prompt', node, first, name);
  const options = literalBehind(first);
  return [
    ...systemMessages(first),
    ...['messages', 'input'].flatMap((member) => (options ? systemMessages(options, [member, '*']) : [])),
    ...(options && takesInstructions.test(name) ? instructionsIn(options) : []),
  ].flatMap((given) => sinkAt('prompt', node, given, 'the system prompt'));
}

const takesInstructions =
  /^(?:generateText|streamText|generateObject|streamObject|create|stream|stringify|parse|getGenerativeModel|generateContent|generateContentStream|startChat|ToolLoopAgent|Agent)$/;
const instructions: ReadonlySet<string> = new Set([
  'system',
  'systemInstruction',
  'system_instruction',
  'instructions',
]);

const calleeName = ({ expression }: CallNode): string => {
  const callee = unwrap(expression);
  return ts.isIdentifier(callee) ? callee.text : (memberName(callee) ?? '');
};

/** `{ role: 'system', content }`, where such messages stand in what is given. */
function systemMessages(value: ts.Expression, members: readonly string[] = []): readonly ts.Expression[] {
  return writtenAt(value, members).flatMap(({ node, members: rest }) => {
    const message = rest.length === 0 ? literalBehind(node) : undefined;
    const role = message && propertyOf(message, 'role');
    const isSystem =
      message !== undefined &&
      role !== undefined &&
      ts.isStringLiteralLike(role) &&
      /^(?:system|developer)$/.test(role.text);
    const content = isSystem ? propertyOf(message, 'content') : undefined;
    return content === undefined ? [] : [content];
  });
}

/** `system` of the AI SDK and of Anthropic, `systemInstruction` of Gemini; that of a model, as `model` or a prompt stands beside it. */
function instructionsIn(options: ts.ObjectLiteralExpression): readonly ts.Expression[] {
  const names = options.properties.map(({ name }) => propertyNameText(name) ?? '');
  if (!names.some((name) => /^(?:model|prompt|messages|contents|history|generationConfig)$/.test(name))) return [];
  return names.flatMap((name) => {
    const given = instructions.has(name) ? propertyOf(options, name) : undefined;
    if (given === undefined) return [];
    const places = ts.isObjectLiteralExpression(given) ? writtenAt(given, ['parts', '*', 'text']) : [];
    const texts = ts.isArrayLiteralExpression(given) ? writtenAt(given, ['*', 'text']) : [];
    const inside = [...places, ...texts].filter(({ members }) => members.length === 0).map(({ node }) => node);
    return inside.length > 0 ? inside : [given];
  });
}

function propertyOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = literal.properties.find((each) => propertyNameText(each.name) === name);
  if (property === undefined) return undefined;
  if (ts.isPropertyAssignment(property)) return unwrap(property.initializer);
  return ts.isShorthandPropertyAssignment(property) ? property.name : undefined;
}
