import type { AnyRule, RuleMeta } from '../engine/rule.ts';
import { families } from '../engine/vocabulary.ts';
import { firstSentence } from './rule-page.ts';

/** The Markdown page that lists all rules, by family. */
export function ruleIndex(rules: readonly AnyRule[]): string {
  const sections = families.flatMap((family) => {
    const own = rules.filter(({ meta }) => meta.family === family);
    return own.length === 0 ? [] : [`## ${family}`, table(own)];
  });
  return (
    [
      '# Rules',
      'Each is on in `recommended` at the severity shown; where it says `strict`, in that profile alone.',
      ...sections,
    ].join('\n\n') + '\n'
  );
}

function table(rules: readonly AnyRule[]): string {
  const rows = rules.map(({ meta, fixes }) => {
    const why = firstSentence(meta).replaceAll('|', '\\|');
    return `| [${meta.id}](${meta.id}.md) | ${severityOf(meta)} | ${fixes.length} | ${why} |`;
  });
  return ['| rule | severity | fixes | why |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

const severityOf = ({ severity, onlyIn }: RuleMeta): string => (onlyIn ? `${severity}, ${onlyIn}` : severity);
