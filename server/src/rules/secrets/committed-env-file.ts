import type { Span } from '../../../../shared/src/finding.ts';
import { ignoreEdits } from '../../edits/environment/settings-place.ts';
import { defineRule, type TextContext } from '../../engine/rule.ts';
import type { Snapshot } from '../../engine/snapshot.ts';
import { isCommonPassword, isForDevelopment } from '../../secrets/named-secret.ts';
import { findSecrets, type SecretMatch } from '../../secrets/secret.ts';
import { isEnvironmentFile } from '../../semantics/environment-files.ts';
import { folderOf, foldersUp } from '../../types/paths.ts';

type Data = {
  readonly name: string;
  readonly isTracked: boolean;
  /** Of its first secret, in a sentence. */
  readonly label: string;
  /** How many more there are. */
  readonly others: number;
};

export const committedEnvFile = defineRule<Data>({
  meta: {
    id: 'committed-env-file',
    family: 'secrets',
    severity: 'error',
    needs: 'text',
    docs: {
      why: 'Everybody who gets the repository, now or later, gets the secrets of this machine or deployment with it, and the history keeps them after the file is gone.',
      bad: `# .gitignore\nnode_modules/`,
      good: `# .gitignore\nnode_modules/\n.env`,
      silent: [
        'examples and templates such as `.env.example`',
        'files that hold no secret: public keys, addresses, switches, placeholders',
        'a project that is in no repository',
      ],
    },
  },
  checkText: (ctx) => {
    const tracking = isEnvironmentFile(ctx.file) ? ctx.snapshot.trackingOf(ctx.file) : 'ignored';
    if (tracking === 'ignored') return;
    const found = secretsIn(ctx);
    const [first, ...others] = found;
    const isTracked = tracking === 'tracked';
    if (first === undefined || !(isTracked || isInRepository(ctx.file, ctx.snapshot))) return;
    const data = { name: nameOf(ctx.file), isTracked, label: first.label, others: others.length };
    const isHarmless = found.every(({ span }) => opensNothing(ctx.text.slice(span.start, span.end), data.name));
    ctx.report(nameOnLine(ctx.text, first.span.start), data, isHarmless ? { severity: 'information' } : {});
  },
  message: ({ name, isTracked, label, others }) => {
    const held = `${withArticle(label)}${others === 0 ? '' : ` and ${others} more ${others === 1 ? 'secret' : 'secrets'}`}`;
    return isTracked
      ? `Git keeps \`${name}\` with ${held}, so everybody who gets the repository has ${others === 0 ? 'it' : 'them'}. Take the file out with \`git rm --cached ${name}\`, add it to .gitignore, and replace what it held: the history keeps that.`
      : `\`${name}\` holds ${held}, and no .gitignore leaves it out: the next \`git add .\` commits ${others === 0 ? 'it' : 'them'}.`;
  },
  fixes: [
    {
      id: 'add-to-gitignore',
      safety: 'unsafe',
      title: ({ name }) => `Add \`${name}\` to .gitignore`,
      // Of a file that Git tracks it would change nothing.
      appliesTo: ({ isTracked }) => !isTracked,
      textEdits: ({ name }, { file, snapshot }) => ignoreEdits([name], folderOf(file), snapshot),
    },
  ],
});

/** Only on the machine of a developer, where everybody may try it. */
const opensNothing = (value: string, name: string): boolean =>
  isForDevelopment(value) || (/\.dev(?:elopment)?(?:\.|$)/.test(name) && isCommonPassword(value));

/** What tests are given is mostly made up, so there only the formats of providers count. */
function secretsIn({ file, text }: TextContext<Data>): readonly SecretMatch[] {
  const isForTests = /\.(?:test|testing|e2e|ci)(?:\.|$)/.test(nameOf(file));
  const counts: readonly SecretMatch['certainty'][] = isForTests ? ['certain'] : ['certain', 'likely'];
  return findSecrets(text, 'settings').filter(({ certainty }) => counts.includes(certainty));
}

function isInRepository(file: string, snapshot: Snapshot): boolean {
  return [...foldersUp(folderOf(file), '/')].some(
    (folder) => snapshot.text(`${folder}/.git/HEAD`) !== undefined || snapshot.text(`${folder}/.git`) !== undefined,
  );
}

/** The name before a value; the value itself stays out of sight. */
function nameOnLine(text: string, valueStart: number): Span {
  const lineStart = text.lastIndexOf('\n', valueStart - 1) + 1;
  const name = /^[ \t]*(?:export[ \t]+)?([\w.-]+)/d.exec(text.slice(lineStart, valueStart))?.indices?.[1];
  return name === undefined
    ? { start: lineStart, end: lineStart }
    : { start: lineStart + name[0], end: lineStart + name[1] };
}

const nameOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);

const withArticle = (label: string): string => `${/^[aeiou]/i.test(label) ? 'an' : 'a'} ${label}`;
