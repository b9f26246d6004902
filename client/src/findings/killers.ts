import type { Localization } from '../localization.ts';

/** What kills AI-written code in production, the worst first, and what Temper itself has to say of comments. */
export type Killer = 'silence' | 'strangers' | 'load' | 'others' | 'debt' | 'silenced';

export const killers: readonly Killer[] = ['silence', 'strangers', 'load', 'others', 'debt', 'silenced'];

const byFamily: Readonly<Record<string, Killer>> = {
  promises: 'silence',
  errors: 'silence',
  validation: 'strangers',
  secrets: 'strangers',
  security: 'strangers',
  scale: 'load',
  integration: 'others',
  debt: 'debt',
  suppressions: 'silenced',
};

export function killerOf(family: string | undefined): Killer {
  return (family === undefined ? undefined : byFamily[family]) ?? 'debt';
}

export function killerName(killer: Killer, l10n: Localization): string {
  const names: Readonly<Record<Killer, string>> = {
    silence: l10n.t('Fails and nobody hears it'),
    strangers: l10n.t('Lets strangers in'),
    load: l10n.t('Breaks under load'),
    others: l10n.t('Breaks when others fail'),
    debt: l10n.t('Is hard to change'),
    silenced: l10n.t('Comments that hide findings'),
  };
  return names[killer];
}
