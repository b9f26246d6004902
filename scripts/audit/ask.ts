import { createInterface } from 'node:readline/promises';
import type { Candidate } from './sample.ts';
import type { Judgement, Verdict } from './verdicts.ts';

const keys: Readonly<Record<string, Judgement>> = { r: 'right', h: 'harmless', w: 'wrong' };

/** Shows one finding after another; each verdict is kept as soon as it is given. */
export async function askForVerdicts(
  candidates: readonly Candidate[],
  keep: (verdict: Verdict) => void,
): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    for (const [index, candidate] of candidates.entries()) {
      console.log(`\n${index + 1} of ${candidates.length}\n${shown(candidate)}`);
      const key = await keyFrom((question) => terminal.question(question));
      if (key === 'q') return;
      const verdict = keys[key];
      if (verdict === undefined) continue;
      const { message: _message, context: _context, ...judged } = candidate;
      keep({
        ...judged,
        now: judged.severity,
        verdict,
        reason: await reasonFrom((question) => terminal.question(question)),
      });
    }
  } finally {
    terminal.close();
  }
}

function shown({ repository, commit, file, line, rule, severity, message, context }: Candidate): string {
  return [`${rule} (${severity})  ${repository}@${commit} ${file}:${line}`, message, '', ...context].join('\n');
}

type Ask = (question: string) => Promise<string>;

async function keyFrom(ask: Ask): Promise<string> {
  for (;;) {
    const key = (await ask('[r]ight, [h]armless, [w]rong, [s]kip or [q]uit? ')).trim().toLowerCase();
    if (key === 's' || key === 'q' || Object.hasOwn(keys, key)) return key;
  }
}

async function reasonFrom(ask: Ask): Promise<string> {
  for (;;) {
    const reason = (await ask('Why? ')).trim();
    if (reason !== '') return reason;
  }
}
