import { type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { isFunctionNode } from '../../semantics/nodes.ts';

export const massAssignment = defineRule<InjectionData>({
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
    withoutFix: 'Which columns a caller may set only you know.',
  },
  check: (ctx) =>
    injections(['record'], ctx, {
      severity: 'warning',
      lowered: ({ source }) => (isForStaff(source) ? 'information' : undefined),
    }),
  message: ({ source, called, isElsewhere }) =>
    `All of \`${source}\` is written by \`${called}\`${isElsewhere ? ' further on' : ''}: whoever sends it sets any column, such as a role, an owner or a balance.`,
  fixes: [],
});

/** `app.patch('/staff', requireRole('OWNER'), async (req, res) => …)`: whoever gets in may set every column anyway. */
function isForStaff(source: ts.Node): boolean {
  for (let node: ts.Node = source; node.parent; node = node.parent) {
    const { parent } = node;
    if (!isFunctionNode(node) || !ts.isCallExpression(parent)) continue;
    return parent.arguments.some(
      (argument) => argument !== node && /admin|owner|role|staff|superuser/i.test(argument.getText()),
    );
  }
  return false;
}
