/**
 * `node --import tsx scripts/prove-fixes.ts <folder> [--profile strict|recommended] [--json out] [--changes] [--every n] [--rule id]…`:
 * checks a real project and proves every fix of every finding, or of every nth, on a copy in memory. Nothing is written into the project.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Finding } from '../shared/src/finding.ts';
import { profiles } from '../server/src/engine/config.ts';
import { ProvedProject } from './prove-fixes/project.ts';
import { Prover, type Proof } from './prove-fixes/proofs.ts';
import { shownTally, tallyOf } from './prove-fixes/tally.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    profile: { type: 'string', default: 'strict' },
    json: { type: 'string' },
    changes: { type: 'boolean', default: false },
    every: { type: 'string', default: '1' },
    rule: { type: 'string', multiple: true },
  },
});
const [folder] = positionals;
const profile = profiles.find((each) => each === values.profile);
if (folder === undefined || profile === undefined) {
  throw new Error('Name one folder, and a profile that there is.');
}

const project = new ProvedProject(path.resolve(folder), profile);
const prover = new Prover(project);
const isWanted = ({ rule }: Finding): boolean => values.rule?.includes(rule) ?? true;
const files = values.rule === undefined ? project.files : project.filesFoundBy(values.rule);
const step = Math.max(1, Number(values.every) || 1);
const findings = files
  .flatMap((file) => prover.findingsIn(file))
  .filter(isWanted)
  .filter((_, at) => at % step === 0);
const proofs = findings.flatMap((finding, at) => {
  if (at % 20 === 0) console.error(`${at} of ${findings.length} findings`);
  const own = finding.fixes.map((fix) => prover.prove(finding, fix));
  own.forEach(tell);
  return own;
});
project.close();

function placeOf({ finding }: Proof): string {
  return `${finding.file.slice(project.root.length + 1)}:${finding.range.start.line + 1}`;
}

/** At once: a large project takes long, and may be broken off. */
function tell(proof: Proof): void {
  const { finding, fix, failures, change } = proof;
  if (values.changes) console.log(`${placeOf(proof)} ${finding.rule} ${finding.severity} ${fix.id}\n${change}\n`);
  for (const failure of failures) console.log(`FAILED ${placeOf(proof)} ${finding.rule} ${fix.id}: ${failure}`);
}

const tally = tallyOf(findings, proofs);
console.log(shownTally(tally));
if (values.json !== undefined) {
  const told = proofs.map((proof) => ({
    place: placeOf(proof),
    rule: proof.finding.rule,
    severity: proof.finding.severity,
    message: proof.finding.message,
    fix: proof.fix.id,
    title: proof.fix.title,
    failures: proof.failures,
    change: proof.change,
  }));
  writeFileSync(values.json, `${JSON.stringify({ tally, proofs: told }, undefined, 2)}\n`);
}
if (proofs.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
