/**
 * `npm run audit -- folder[=owner/name@commit]…`: runs Temper on real projects, draws a sample of what it finds and asks for a
 * verdict on each. `--list FILE` writes the sample down instead, `--take FILE` takes it back filled in, `--recheck` compares
 * verdicts with what rules report today, `--report` prints precision. Verdicts are kept in `bench/audit`, or in the folder `--kept`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { rules } from '../server/src/rules/index.ts';
import { askForVerdicts } from './audit/ask.ts';
import { precisionReport } from './audit/precision.ts';
import { sample, type Candidate } from './audit/sample.ts';
import { allVerdicts, keepVerdicts, ownVerdicts } from './audit/store.ts';
import { candidatesIn, isOf, subjectOf } from './audit/subject.ts';
import { compared, parseFilledList } from './audit/verdicts.ts';

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    list: { type: 'string' },
    take: { type: 'string' },
    report: { type: 'boolean', default: false },
    recheck: { type: 'boolean', default: false },
    per: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    rule: { type: 'string', multiple: true },
    profile: { type: 'string', default: 'recommended' },
    kept: { type: 'string', default: ownVerdicts },
  },
});

try {
  if (values.take !== undefined) takeBack(values.take);
  if (folders.length > 0) await (values.recheck ? recheck() : audit());
  if (values.report) console.log(precisionReport(allVerdicts(values.kept), gradedRules()));
  if (values.take === undefined && folders.length === 0 && !values.report) {
    throw new Error('Name the folders of real projects, or say --take FILE or --report.');
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

async function audit(): Promise<void> {
  const drawn = sample(await candidates(), {
    per: numberOf(values.per),
    seed: values.seed,
    judged: allVerdicts(values.kept),
  });
  if (values.list !== undefined) {
    writeFileSync(
      values.list,
      drawn.map((each) => `${JSON.stringify({ ...each, verdict: '', reason: '' })}\n`).join(''),
    );
    console.log(
      `${drawn.length} findings wait in ${values.list}: fill in verdict (right, harmless, wrong) and reason.`,
    );
    return;
  }
  if (!process.stdin.isTTY) throw new Error('Nobody can be asked here: say --list FILE.');
  await askForVerdicts(drawn, (verdict) => keepVerdicts([verdict], values.kept));
}

async function candidates(): Promise<readonly Candidate[]> {
  const found: Candidate[] = [];
  for (const folder of folders) {
    const subject = await subjectOf(folder);
    const own = candidatesIn(subject, values.profile).filter(({ rule }) => values.rule?.includes(rule) ?? true);
    console.log(`${subject.repository}@${subject.commit}: ${own.length} findings`);
    found.push(...own);
  }
  return found;
}

async function recheck(): Promise<void> {
  for (const folder of folders) {
    const subject = await subjectOf(folder);
    const judged = allVerdicts(values.kept).filter((verdict) => isOf(subject, verdict));
    if (judged.length === 0) throw new Error(`${subject.repository}@${subject.commit} has no verdicts.`);
    const after = compared(judged, candidatesIn(subject, values.profile));
    keepVerdicts(after, values.kept);
    const moved = after.filter(({ now, severity }) => now !== severity).length;
    console.log(
      `${subject.repository}@${subject.commit}: ${moved} of ${after.length} findings are graded otherwise now.`,
    );
  }
}

function takeBack(file: string): void {
  const verdicts = parseFilledList(readFileSync(file, 'utf8'));
  keepVerdicts(verdicts, values.kept);
  console.log(`${verdicts.length} verdicts kept.`);
}

function gradedRules() {
  return rules.map(({ meta: { id, severity } }) => ({ id, severity }));
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`--per takes a number from 1 on, not “${text}”.`);
  return number;
}
