import type { Severity } from '../../../../shared/src/finding.ts';
import { canCheckOnce, checkOnceEdits } from '../../edits/environment/module/checking-once.ts';
import { requireEdits } from '../../edits/environment/requiring.ts';
import { defineRule, type RuleContext } from '../../engine/rule.ts';
import { ts } from '../../engine/syntax.ts';
import { publicPrefix } from '../../secrets/public-variables.ts';
import { environmentUses } from '../../semantics/environment-uses.ts';
import { isRunByHand } from '../../semantics/timeouts.ts';
import { uncheckedVariable, type UncheckedVariable } from '../../semantics/unchecked-environment.ts';

type Data = {
  readonly name: string;
  /** Who is given what is not there. */
  readonly user: string;
  readonly by: 'claimed' | 'empty';
  readonly isProof: boolean;
  /** Where it is read from, if one module can check it for all the code that reads it. */
  readonly source: 'process.env' | 'import.meta.env' | '';
};

export const unvalidatedEnv = defineRule<Data>({
  meta: {
    id: 'unvalidated-env',
    family: 'validation',
    severity: 'information',
    needs: 'flow',
    docs: {
      why: 'A deployment that lacks the variable starts all the same and fails later, somewhere else, with an error that does not name it. Where an empty text becomes the key of a signature, everybody can sign.',
      bad: `const stripe = new Stripe(process.env.STRIPE_SECRET_KEY!);`,
      good: `const stripe = new Stripe(requireEnv('STRIPE_SECRET_KEY')); // throws when it is missing`,
      silent: [
        'variables that code asks for before, there or in a module that checks the environment',
        'what platforms set by themselves, switches, ports and modes',
        'what a client insists on itself, in words that say which key is missing',
        'settings of build tools, and programs that somebody runs by hand',
        'values that no package and no request is given',
      ],
    },
  },
  check(ctx) {
    if (!runsElsewhere(ctx)) return {};
    return {
      NonNullExpression: (node) => visit(node, ctx),
      AsExpression: (node) => visit(node, ctx),
      BinaryExpression: (node) => visit(node, ctx),
    };
  },
  message: ({ name, user, by, isProof }) => {
    if (isProof) return `Where \`${name}\` is not set, \`${user}\` gets an empty key, with which everybody can sign.`;
    return by === 'empty'
      ? `Where \`${name}\` is not set, \`${user}\` gets an empty text, and what then fails does not name it.`
      : `Where \`${name}\` is not set, \`${user}\` gets \`undefined\`, though the code claims otherwise.`;
  },
  fixes: [
    {
      id: 'require-variable',
      safety: 'unsafe',
      title: ({ name }) => `Throw when \`${name}\` is missing`,
      edits: (node, { name }, ctx) => {
        const found = ts.isExpression(node) ? uncheckedVariable(node, ctx.semantics, ctx.snapshot) : undefined;
        return found && ts.isExpression(node) ? requireEdits(name, node, found.read, ctx) : undefined;
      },
    },
    {
      id: 'check-once',
      safety: 'unsafe',
      title: () => 'Check the environment once, in a module that all code takes it from',
      appliesTo: ({ source }) => source !== '',
      edits: (_node, { name, source }, ctx) =>
        source === '' ? undefined : checkOnceEdits({ name, base: source }, ctx),
      afterwards: () => ({
        message:
          'The program does not start now where a variable is missing that it needs: set them all wherever it is built, tested and run.',
      }),
    },
  ],
});

const startedByHand: ReadonlySet<string> = new Set(['cli', 'build', 'test']);

/** Whoever starts a program by hand sees why it fails. */
function runsElsewhere({ tree, facts, file, snapshot }: RuleContext<Data>): boolean {
  if (!/\b(?:process|meta|Deno|Bun)\.env\b/.test(tree.text) || startedByHand.has(facts.runtime)) return false;
  return !isRunByHand(file.slice((snapshot.rootOf(file) ?? '').length)) && !/\.config\.[cm]?[jt]s$/.test(file);
}

/** What the build puts into pages is there or not for everybody, and the first look at the page tells. */
function severityOf({ name, by, isProof }: UncheckedVariable): Severity {
  if (isProof) return 'warning';
  return by === 'claimed' && publicPrefix.test(name) ? 'hint' : 'information';
}

function visit(node: ts.Expression, ctx: RuleContext<Data>): void {
  const found = uncheckedVariable(node, ctx.semantics, ctx.snapshot);
  if (found === undefined) return;
  const { name, user, by, isProof } = found;
  ctx.report(node, { name, user, by, isProof, source: sourceOf(found, ctx) }, { severity: severityOf(found) });
}

function sourceOf({ name, read }: UncheckedVariable, ctx: RuleContext<Data>): Data['source'] {
  const use = environmentUses(ctx.tree).find((each) => each.read === read);
  return use !== undefined && canCheckOnce({ name, base: use.base }, ctx) ? use.base : '';
}
