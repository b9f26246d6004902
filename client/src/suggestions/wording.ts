import type { Localization } from '../localization.ts';

export function summaryText(count: number, l10n: Localization): string {
  return count === 1 ? l10n.t('1 to fix in this suggestion') : l10n.t('{0} to fix in this suggestion', count);
}

const longestMessage = 140;

/** One line for the end of a line of code: the worst that was found there, and how much more there is. */
export function endOfLineText(messages: readonly string[], l10n: Localization): string {
  const [first = '', ...others] = messages;
  const text = shortened(plainText(first));
  return others.length === 0 ? text : l10n.t('{0} (+{1} more)', text, others.length);
}

/** What a review asks about, in a box that shows one line: without the reasons in brackets, which the comparison's hover has. */
export function questionText(message: string): string {
  return shortened(plainText(message.replace(/ \((?:[^()`]|`[^`]*`)*\)/g, '')));
}

/** Where no markup is shown, code is told from words by the sentence alone. */
export function plainText(message: string): string {
  return message.replace(/\s+/g, ' ').replaceAll('`', '');
}

function shortened(text: string): string {
  if (text.length <= longestMessage) return text;
  const end = text.lastIndexOf(' ', longestMessage);
  return `${text.slice(0, end > 0 ? end : longestMessage)}…`;
}
