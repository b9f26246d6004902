import type { AnyRule, Visitors } from './rule.ts';

export interface RuleTime {
  readonly rule: string;
  readonly milliseconds: number;
}

/** The same rules, which also note how long each takes. What several ask for counts for the one that asks first. */
export function timedRules(
  rules: readonly AnyRule[],
  now: () => number,
): { readonly rules: readonly AnyRule[]; readonly times: () => readonly RuleTime[] } {
  const spent = new Map<string, number>();
  const timed = rules.map((rule) => {
    const note = <Result>(work: () => Result): Result => {
      const start = now();
      try {
        return work();
      } finally {
        spent.set(rule.meta.id, (spent.get(rule.meta.id) ?? 0) + now() - start);
      }
    };
    return timedRule(rule, note);
  });
  const times = () => [...spent].map(([rule, milliseconds]) => ({ rule, milliseconds }));
  return { rules: timed, times };
}

type Note = <Result>(work: () => Result) => Result;

function timedRule(rule: AnyRule, note: Note): AnyRule {
  const timed = { ...rule };
  if (rule.check !== undefined) {
    timed.check = (context) => note(() => timedVisitors(rule.check?.(context) ?? {}, note));
  }
  if (rule.checkText !== undefined) timed.checkText = (context) => note(() => rule.checkText?.(context));
  return timed;
}

function timedVisitors(visitors: Visitors, note: Note): Visitors {
  const entries = Object.entries(visitors) as readonly (readonly [string, (node: unknown) => void])[];
  return Object.fromEntries(entries.map(([kind, visit]) => [kind, (node: unknown) => note(() => visit(node))]));
}
