import type { NodeFix } from '../../engine/rule.ts';
import { formatById } from '../../secrets/secret.ts';
import { moveToEnvironment } from './move-to-environment.ts';

/** What a finding of a secret knows of it; never the value. */
export type SecretData = {
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  /** The name it is to have in the environment. */
  readonly variable: string;
  /** The id of its format, or `generic`. */
  readonly format: string;
  /** Why it cannot be moved here; empty where it can. */
  readonly refusal?: string;
};

export const environmentFix: NodeFix<SecretData> = {
  id: 'move-to-environment',
  safety: 'unsafe',
  sensitive: true,
  title: ({ label, variable }) => `Move the ${label} to the environment as \`${variable}\``,
  appliesTo: ({ refusal = '' }) => refusal === '',
  edits: (node, data, ctx) => moveToEnvironment(node, data, ctx),
  afterwards: ({ label, format }) => {
    const known = formatById(format);
    const message = `The ${label} comes from the environment now: set it wherever this program runs. If it was ever committed, it stays in the history of Git, so replace it.`;
    return known === undefined
      ? { message }
      : { message, page: { title: `Where ${known.provider} replaces keys`, address: known.revoke } };
  },
};
