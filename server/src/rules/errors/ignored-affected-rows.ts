import { answerMissingEdits } from '../../edits/answering-missing.ts';
import { firstLineOf } from '../../engine/places.ts';
import { defineRule } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { unawaitedWrite, type UncountedWrite, uncountedWrite } from '../../semantics/affected-rows.ts';
import { calleeWords } from '../../semantics/nodes.ts';

type Data = {
  readonly call: string;
  readonly does: 'update' | 'delete';
  readonly id: string;
  readonly canAnswer: boolean;
};

export const ignoredAffectedRows = defineRule<Data>({
  meta: {
    id: 'ignored-affected-rows',
    family: 'errors',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'To change a row that is not there is no error to a database: nothing is written, and nothing fails. Where nobody looks at how many rows were meant, whoever asked hears that it is done.',
      bad: `await Order.updateOne({ _id: req.params.id, user: req.user.id }, { status });\nres.json({ success: true });`,
      good: `const result = await Order.updateOne({ _id: req.params.id, user: req.user.id }, { status });\nif (result.matchedCount === 0) return res.status(404).json({ error: 'Not found' });\nres.json({ success: true });`,
      silent: [
        'code that has looked for the row, or asked for leave, before it writes',
        'writes that give the rows back and look at them (`returning`, `.select()`), upserts, Prisma’s `update`, which rejects',
        'to delete by an id alone: what is gone is gone',
        'rows of whoever is logged in, loops, transactions and jobs',
        'counters and times of activity, and writes beside others',
      ],
    },
  },
  check(ctx) {
    if (ctx.facts.runtime === 'browser' || ctx.facts.runtime === 'build' || ctx.facts.runtime === 'cli') return {};
    const report = (node: ts.Node, write: UncountedWrite | undefined): void => {
      if (write === undefined) return;
      const { call, count, id } = write;
      const words = ts.isCallExpression(call) ? calleeWords(call.expression) : call.tag.getText();
      const canAnswer = answerMissingEdits(write) !== undefined;
      ctx.report(
        node,
        { call: words, does: count.does, id: id.text, canAnswer },
        { span: firstLineOf(node, ctx.tree) },
      );
    };
    return {
      AwaitExpression: (node) => report(node, uncountedWrite(node, ctx.semantics)),
      ExpressionStatement: (node) => report(node, unawaitedWrite(node.expression, ctx.semantics)),
      VariableDeclaration: (node) => report(node, node.initializer && unawaitedWrite(node.initializer, ctx.semantics)),
    };
  },
  message: ({ call, does, id }) =>
    does === 'update'
      ? `Where there is no row for \`${id}\`, \`${call}\` changes nothing and does not fail: the answer says that it is done all the same.`
      : `Where \`${id}\` is not theirs, \`${call}\` deletes nothing and does not fail: the answer says that it is done all the same.`,
  fixes: [
    {
      id: 'answer-missing',
      safety: 'unsafe',
      title: ({ call }) => `Answer 404 where \`${call}\` found nothing`,
      appliesTo: ({ canAnswer }) => canAnswer,
      edits(node, _data, { semantics }) {
        const write = ts.isAwaitExpression(node) ? uncountedWrite(node, semantics) : undefined;
        return write && answerMissingEdits(write);
      },
    },
  ],
});
