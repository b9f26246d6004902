import { tableSchemaEdits, tableSchemaOf } from '../../edits/table-schema.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { enclosingFunction, isFunctionNode } from '../../semantics/nodes.ts';
import type { Flow } from '../../semantics/taint/flows.ts';
import { isBehindRouterGuard } from '../../semantics/taint/router-guards.ts';

type Data = InjectionData & {
  /** The schema of the table, as it is asked; empty where there is none. */
  readonly schema: string;
};

export const massAssignment = defineRule<Data>({
  meta: {
    id: 'mass-assignment',
    family: 'validation',
    severity: 'warning',
    needs: 'flow',
    docs: {
      why: 'Whoever sends the request decides which columns are written: `role`, `isAdmin`, `balance` and `userId` are among them.',
      bad: 'await prisma.user.update({ where: { id }, data: req.body });',
      good: `const { name, bio } = req.body;
await prisma.user.update({ where: { id }, data: { name, bio } });`,
      silent: ['named fields', 'what a schema has let through, as it drops what it does not know'],
    },
  },
  check: (ctx) =>
    injections(['record'], ctx, {
      severity: 'warning',
      lowered: (flow) => (isForStaff(flow.source) || takesOut(flow) ? 'information' : undefined),
      said: (flow) => ({
        schema: tableSchemaOf(flow, ctx.snapshot)?.words ?? '',
      }),
    }),
  message: ({ source, called, isElsewhere }) =>
    `All of \`${source}\` is written by \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it sets any column, such as a role, an owner or a balance.`,
  fixes: [
    {
      id: 'use-table-schema',
      safety: 'unsafe',
      title: ({ source, schema }) => `Write what \`${schema}\` lets through of \`${source}\``,
      appliesTo: ({ schema }) => schema !== '',
      edits: (node, _data, { semantics, snapshot }) => {
        const flow = flowOf(node, ['record'], semantics);
        const schema = flow && tableSchemaOf(flow, snapshot);
        return flow && schema && tableSchemaEdits(flow, schema, snapshot);
      },
    },
  ],
});

/** `app.patch('/staff', requireRole('OWNER'), async (req, res) => …)`: whoever gets in may set every column anyway. */
function isForStaff(source: ts.Node): boolean {
  let isInHandler = false;
  for (let node: ts.Node = source; node.parent; node = node.parent) {
    const { parent } = node;
    isInHandler ||= isFunctionNode(node);
    if (!isInHandler || !ts.isCallExpression(parent) || parent.expression === node) continue;
    const others = parent.arguments.filter((argument) => argument !== node);
    if (isBehindRouterGuard(node) || others.some((each) => ofStaff.test(each.getText()))) return true;
  }
  return false;
}

const ofStaff = /admin|owner|role|staff|superuser/i;

/** `delete changes.password`: its author has thought of columns that are nobody's to set, well or not. */
function takesOut({ source, given }: Flow): boolean {
  const handler = enclosingFunction(source);
  const name = ts.isIdentifier(given) ? given.text : undefined;
  let isFound = false;
  const visit = (node: ts.Node): void => {
    const taken = ts.isDeleteExpression(node) ? node.expression : undefined;
    if (taken && ts.isPropertyAccessExpression(taken) && taken.expression.getText() === name) isFound = true;
    if (!isFound) ts.forEachChild(node, visit);
  };
  if (handler && name !== undefined) visit(handler);
  return isFound;
}
