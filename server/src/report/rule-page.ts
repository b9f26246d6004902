import type { AnyRule, Fix, RuleMeta } from '../engine/rule.ts';
import type { JsonObject, Severity } from '../../../shared/src/finding.ts';

const severityWords: Readonly<Record<Severity, string>> = {
  error: 'an error: it will crash, lose data or let somebody in',
  warning: 'a warning: it will fail under real conditions',
  information: 'information: a decision somebody should take',
  hint: 'a hint: faded and not counted',
};

/** The Markdown page of a rule, for the editor, the command line, SARIF viewers and docs/rules. */
export function rulePage(rule: AnyRule): string {
  const { meta } = rule;
  return (
    [
      `# ${meta.id}`,
      `Family *${meta.family}*. ${defaultWords(meta)}`,
      meta.docs.why,
      `## Bad`,
      code(meta.docs.bad),
      `## Good`,
      code(meta.docs.good),
      ...silentSection(meta),
      `## Fixes`,
      fixes(rule),
      `## Configure`,
      'In `temper.config.json`, with one of `error`, `warning`, `information`, `hint` and `off`:',
      code(
        JSON.stringify({ rules: { [meta.id]: meta.severity === 'warning' ? 'error' : 'warning' } }, undefined, 2),
        'json',
      ),
      ...ignoreSection(meta),
    ].join('\n\n') + '\n'
  );
}

const defaultWords = ({ severity, onlyIn }: RuleMeta): string =>
  onlyIn === undefined
    ? `By default ${severityWords[severity]}.`
    : `In profile \`${onlyIn}\` alone, or where the configuration names it: ${severityWords[severity]}.`;

/** One line about a rule, for indexes and short descriptions: the first sentence of why. */
export function firstSentence(meta: RuleMeta): string {
  return /^.*?[.!?](?=\s|$)/s.exec(meta.docs.why)?.[0] ?? meta.docs.why;
}

function silentSection({ docs }: RuleMeta): readonly string[] {
  if (docs.silent === undefined || docs.silent.length === 0) return [];
  return ['## What stays silent', docs.silent.map((each) => `- ${each}`).join('\n')];
}

function fixes({ meta, fixes: offered }: AnyRule): string {
  if (offered.length === 0) return meta.withoutFix ?? 'None.';
  return offered.map(fixLine).join('\n');
}

function fixLine({ id, safety, sensitive }: Fix<JsonObject>): string {
  const consequence =
    safety === 'safe'
      ? 'safe: keeps what the program does when all goes well, and may run on save'
      : 'changes what the program does: offered by name, never applied in bulk';
  return `- \`${id}\` (${consequence}${sensitive === true ? '; carries a value that no report shows' : ''})`;
}

function ignoreSection({ id, family }: RuleMeta): readonly string[] {
  if (family === 'suppressions') return [];
  return [
    '## Ignore one finding',
    'A comment needs a reason, and may end on a day:',
    code(
      [
        `// temper-ignore-next-line ${id} -- why this is right here`,
        `// temper-ignore-next-line ${id} until 2027-01-31 -- what happens by then`,
      ].join('\n'),
    ),
    'Also `temper-ignore-line` at the end of a line, `temper-ignore-file`, and `temper-ignore-start` … `temper-ignore-end` round a block.',
  ];
}

/** The fence outgrows any run of backticks in the code. */
function code(text: string, language = 'ts'): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
