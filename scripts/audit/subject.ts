import { readFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../server/src/hosts/cli/run.ts';
import type { Severity } from '../../shared/src/finding.ts';
import { findExecutable, requireCommand } from '../command.ts';
import { withoutValues } from './hidden-values.ts';
import { contextOf, type Candidate } from './sample.ts';
import type { Judged } from './verdicts.ts';

/** A real project at one commit. */
export interface Subject {
  readonly folder: string;
  /** As `owner/name`. */
  readonly repository: string;
  readonly commit: string;
}

/** `folder`, a checkout of a repository's root; or `folder=owner/name@commit` where git knows nothing of it. */
export async function subjectOf(argument: string): Promise<Subject> {
  const [, folder, repository, commit] = /^(.+)=([^=@]+\/[^=@]+)@([0-9a-f]{7,40})$/.exec(argument) ?? [];
  if (folder !== undefined && repository !== undefined && commit !== undefined) {
    return { folder: path.resolve(folder), repository, commit };
  }
  const checkout = path.resolve(argument);
  try {
    if (findExecutable('git') === undefined) throw new Error('git was not found.');
    const commitOfHead = await git(checkout, 'rev-parse', '--short', 'HEAD');
    return {
      folder: checkout,
      repository: repositoryIn(await git(checkout, 'remote', 'get-url', 'origin')),
      commit: commitOfHead,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${argument} is no checkout of which the origin is known; say ${argument}=owner/name@commit.\n${why}`,
      {
        cause: error,
      },
    );
  }
}

/** Commits may be abbreviated. */
export function isOf({ repository, commit }: Subject, judged: Judged): boolean {
  const isCommit = judged.commit.startsWith(commit) || commit.startsWith(judged.commit);
  return judged.repository === repository && isCommit;
}

async function git(folder: string, ...args: readonly string[]): Promise<string> {
  return (await requireCommand('git', ['-C', folder, ...args])).trim();
}

/** The last two names of an address, however it is written. */
export function repositoryIn(address: string): string {
  const found = /([^/:]+\/[^/:]+?)(?:\.git)?\/?$/.exec(address)?.[1];
  if (found === undefined) throw new Error(`The origin ${address} names no repository.`);
  return found;
}

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly findings: readonly {
      readonly line: number;
      readonly rule: string;
      readonly severity: Severity;
      readonly message: string;
    }[];
  }[];
}

/** What `temper check` finds there. */
export function candidatesIn({ folder, repository, commit }: Subject, profile: string): readonly Candidate[] {
  const report = checked(folder, profile);
  return report.files.flatMap(({ file, findings }) => {
    const text = findings.length === 0 ? '' : withoutValues(readFileSync(path.join(folder, file), 'utf8'), file);
    return findings.map(({ line, rule, severity, message }) => {
      const context = contextOf(text, line);
      return { repository, commit, file, line, rule, severity, message, context };
    });
  });
}

function checked(folder: string, profile: string): Report {
  let [out, err] = ['', ''];
  const exitCode = run(['check', '.', '--format', 'json', '--profile', profile], {
    folder,
    environment: {},
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
  });
  if (exitCode > 1) throw new Error(`${folder} could not be checked: ${err}`);
  if (err !== '') console.error(err);
  return JSON.parse(out) as Report;
}
