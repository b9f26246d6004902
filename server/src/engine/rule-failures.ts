import type { AnyRule } from './rule.ts';

/** Hears what a rule threw; what users read says only that it did. */
export type FailureListener = (rule: string, error: unknown) => void;

/** Rules that threw in one file: a defect of ours, which must not cost the findings of the others. */
export class RuleFailures {
  readonly #listener: FailureListener | undefined;
  readonly #rules = new Set<AnyRule>();

  constructor(listener: FailureListener | undefined) {
    this.#listener = listener;
  }

  add(rule: AnyRule, error: unknown): void {
    if (this.#rules.has(rule)) return;
    this.#rules.add(rule);
    this.#listener?.(rule.meta.id, error);
  }

  get areNone(): boolean {
    return this.#rules.size === 0;
  }

  has(rule: AnyRule): boolean {
    return this.#rules.has(rule);
  }

  /** What the work comes to; undefined when the rule throws. */
  guard<T>(rule: AnyRule, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.add(rule, error);
      return undefined;
    }
  }

  /** In plain words. */
  limits(): readonly string[] {
    return [...this.#rules].map(
      ({ meta }) => `The rule ${meta.id} broke off, which is a defect of Temper: what it would find here is missing.`,
    );
  }
}
