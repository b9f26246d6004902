/** A place where an untrusted `value` hurts, and the same with the fix that an engineer would use. */
export interface Sink {
  readonly name: string;
  readonly rule: string;
  /** `anything`: it takes an object of the sender's making to do harm. */
  readonly needs: 'anything' | 'text';
  readonly side: 'server' | 'page';
  readonly setup: string;
  readonly bad: string;
  readonly good: string;
}

type Code = readonly [setup: string, bad: string, good: string];

/** A sink of a rule. */
export const of =
  (rule: string, needs: Sink['needs'] = 'text', side: Sink['side'] = 'server') =>
  (name: string, ...[setup, bad, good]: Code): Sink => ({ name, rule, needs, side, setup, bad, good });
