import type { TextEdit } from '../../../../shared/src/finding.ts';
import { reportsAt } from '../../edits/reporting.ts';
import { indentationAt, styleOf } from '../../edits/style.ts';
import { spanOf } from '../../engine/places.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { shortText } from '../../semantics/nodes.ts';
import { unguardedParse, type UnguardedParse } from '../../semantics/unguarded-parses.ts';

type Data = {
  readonly source: UnguardedParse['source'];
  readonly listener: string;
  readonly text: string;
  readonly canSkip: boolean;
};

export const unguardedJsonParse = defineRule<Data>({
  meta: {
    id: 'unguarded-json-parse',
    family: 'errors',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'Nobody waits for the listener of an event, so that what it throws ends the program: one message that is no JSON, sent by anybody, and every other user is cut off as well.',
      bad: `socket.on('message', (data) => {\n  const order = JSON.parse(data);\n  take(order);\n});`,
      good: `socket.on('message', (data) => {\n  let order;\n  try {\n    order = JSON.parse(data);\n  } catch (error) {\n    console.error('The message is no JSON', error);\n    return;\n  }\n  take(order);\n});`,
      silent: [
        'a `try` in the function, round the call of it, or round all calls of it in the file',
        'routes and actions, whose framework answers for what they throw',
        'what the program has written itself: files, storage, caches',
        'async listeners, whose promises other rules look at',
        'pages, where only the one message is lost',
      ],
    },
  },
  check(ctx) {
    const { facts, tree } = ctx;
    if (!tree.text.includes('JSON.parse') || /^(?:browser|build|cli|test)$/.test(facts.runtime)) return {};
    return { CallExpression: (call) => report(call, ctx) };
  },
  message: ({ source, listener, text }) =>
    source === 'event'
      ? `When \`${text}\` is no JSON, \`JSON.parse\` throws out of \`${listener}\`, where nothing catches it: the program ends for everybody.`
      : `A model answers in prose every now and then: \`JSON.parse\` throws then, and nothing here catches it.`,
  fixes: [
    {
      id: 'skip',
      safety: 'unsafe',
      title: ({ text }) => `Log it and leave when \`${text}\` is no JSON`,
      appliesTo: ({ canSkip }) => canSkip,
      edits: (node) => {
        const statement = ts.isCallExpression(node) ? statementOf(node) : undefined;
        return statement && skipEdits(statement);
      },
    },
  ],
});

function report(call: ts.CallExpression, ctx: RuleContext<Data>): void {
  const found = unguardedParse(call);
  if (found === undefined) return;
  const { source, listener } = found;
  const canSkip = source === 'event' && statementOf(call) !== undefined;
  ctx.report(
    call,
    { source, listener, text: shortText(call.arguments[0] ?? call), canSkip },
    { span: spanOf(call, ctx.tree), ...(source === 'model' && { severity: 'information' as const }) },
  );
}

/** `const order = JSON.parse(data);`, one name and nothing else. */
function statementOf(call: ts.CallExpression): ts.VariableStatement | undefined {
  let node: ts.Node = call;
  while (ts.isAsExpression(node.parent) || ts.isParenthesizedExpression(node.parent)) node = node.parent;
  const declaration = node.parent;
  if (!ts.isVariableDeclaration(declaration) || !ts.isIdentifier(declaration.name)) return undefined;
  const statement = declaration.parent.parent;
  const isAlone = ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  return isAlone && ts.isBlock(statement.parent) ? statement : undefined;
}

function skipEdits(statement: ts.VariableStatement): readonly TextEdit[] | undefined {
  const [declaration] = statement.declarationList.declarations;
  if (declaration?.initializer === undefined) return undefined;
  const tree = statement.getSourceFile();
  const { lineEnd, indent, semicolon } = styleOf(tree);
  const start = statement.getStart(tree);
  const base = lineEnd + indentationAt(tree, start);
  const { name, type, initializer } = declaration;
  const typed = name.getText(tree) + (type ? `: ${type.getText(tree)}` : '');
  const lines = [
    `let ${typed}${semicolon}`,
    'try {',
    `${indent}${name.getText(tree)} = ${initializer.getText(tree)}${semicolon}`,
    '} catch (error) {',
    ...reportsAt(statement, 'JSON.parse failed', 'error').map((line) => indent + line),
    `${indent}return${semicolon}`,
    '}',
  ];
  return [{ span: { start, end: statement.end }, text: lines.join(base) }];
}
