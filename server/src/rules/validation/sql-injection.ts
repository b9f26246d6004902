import { canParametrize, type ParameterStyle, parametrizedEdits } from '../../edits/query-parameters.ts';
import { ts } from '../../engine/syntax.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Semantics } from '../../semantics/semantics.ts';

export const sqlInjection = defineRule<InjectionData>({
  meta: {
    id: 'sql-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A value that becomes part of the text of a query can end the query and begin another one: whoever sends it reads, changes or deletes every row.',
      bad: 'db.query(`SELECT * FROM users WHERE id = ${req.params.id}`);',
      good: "db.query('SELECT * FROM users WHERE id = $1', [req.params.id]);",
      silent: [
        'values that are given beside the text: placeholders, tagged templates',
        'numbers, and what was compared with a list or a strict pattern',
        'parameters of a function that nobody calls with a stranger’s value',
      ],
    },
  },
  check: (ctx) =>
    injections(['sql', 'filter'], ctx, {
      severity: 'error',
      isFixable: ({ given, sink: { given: statement, node } }, { semantics }) => {
        const style = given === statement && ts.isCallExpression(node) ? styleOf(node, semantics) : undefined;
        return style !== undefined && ts.isCallExpression(node) && canParametrize(node, style);
      },
    }),
  message: ({ source, called, isElsewhere, harm }) =>
    harm === 'filter'
      ? `\`${source}\` becomes part of the filter that \`${called}\` is given${isElsewhere ? ' further on' : ''}: a comma in it adds a condition of the sender’s own, which shows rows that were not meant for them.`
      : `\`${source}\` becomes part of the SQL that \`${called}\` runs${isElsewhere ? ' further on' : ''}: whoever sends it can read, change or delete every row.`,
  fixes: [
    {
      id: 'parameters',
      safety: 'unsafe',
      title: ({ called }) => `Give the values to \`${called}\` beside the text`,
      appliesTo: ({ isFixable }) => isFixable,
      edits: (node, _data, { semantics }) => {
        const call = flowOf(node, ['sql'], semantics)?.sink.node;
        const style = call && ts.isCallExpression(call) ? styleOf(call, semantics) : undefined;
        return call && ts.isCallExpression(call) && style ? parametrizedEdits(call, style) : undefined;
      },
    },
  ],
});

/** How each driver takes values beside the text, by the path of the call. */
const styles: readonly (readonly [ParameterStyle, RegExp])[] = [
  ['prepared', /^(?:better-sqlite3|node:sqlite|bun:sqlite)[.(].*\.prepare\(\)$/],
  ['numbered', /^(?:pg|@neondatabase\/serverless|@vercel\/postgres|postgres)[.(]/],
  ['tagged', /^(?:@prisma\/client[.(].*\.\$(?:query|execute)RawUnsafe\(\)|(?:drizzle-orm|kysely)\.sql\.raw\(\))$/],
  ['replacements', /^sequelize[.(].*\.query\(\)$/],
  ['question', /^(?:mysql2?|mysql2\/promise|mariadb|sqlite3?|promise-mysql|better-sqlite3|@planetscale\/database)[.(]/],
  ['question', /^knex[.(].*\.(?:raw|whereRaw|andWhereRaw|orWhereRaw|havingRaw)\(\)$/],
];

/** Undefined where nothing says which driver runs the statement, and for statements that are run by something later. */
function styleOf(call: ts.CallExpression, { callees }: Semantics): ParameterStyle | undefined {
  const { paths } = callees.bySyntax(call);
  const [style] = styles.find(([, driver]) => paths.some((path) => driver.test(path))) ?? [];
  const isPrepared = paths.some((path) => path.endsWith('.prepare()'));
  return isPrepared && style !== 'prepared' ? undefined : style;
}
