import type { FileEdit, FileFindings, Finding, FixOffer } from '../../../../shared/src/finding.ts';
import type { TypeBackend } from '../../../../shared/src/protocol.ts';
import type { Config } from '../../engine/config.ts';
import type { Tier } from '../../engine/rule.ts';
import type { RuleTime } from '../../engine/timed-rules.ts';
import type { Backend, FileChanges } from '../../types/oracle.ts';
import type { EditedPlace } from './edited-place.ts';

/** What the main loop and the analysis worker tell each other. Structured clone carries it. */

export interface WorkerData {
  readonly libFolder: string;
  readonly installation: string;
  /** One 32-bit number: whoever increases it asks the job under way to give up. */
  readonly counter: SharedArrayBuffer;
  /** Folder for compiled code. */
  readonly compiled: string | undefined;
}

/** A workspace folder and the configuration that rules in it. */
export interface ConfiguredFolder {
  readonly folder: string;
  readonly config: Config;
}

export interface Surroundings {
  readonly folders: readonly ConfiguredFolder[];
  /** False in Restricted Mode: comments of the workspace hide nothing. */
  readonly suppressions: boolean;
  /** What answers about types. */
  readonly types: TypeBackend;
}

export interface Analysis {
  readonly kind: 'analyze';
  readonly file: string;
  /** Whether answers that were kept over edits are worked out anew. */
  readonly afresh: boolean;
  /** Where the last edit ended, for an answer that tells the place of it. */
  readonly editOffset?: number | undefined;
  /** Whether the answer is to tell which text it is about. */
  readonly wantsKey?: boolean;
}

export type Question =
  | { readonly kind: 'fix'; readonly finding: Finding; readonly fix: FixOffer['id'] }
  | {
      readonly kind: 'fixAllOfRule';
      readonly file: string;
      readonly rule: string;
      /** The preferred one of each finding when undefined. */
      readonly fix: FixOffer['id'] | undefined;
      /** Fingerprints of the findings that are meant; all when undefined. */
      readonly only?: readonly string[];
    }
  | { readonly kind: 'fixAllSafe'; readonly file: string }
  | { readonly kind: 'timeRules'; readonly file: string }
  | { readonly kind: 'contentKeys'; readonly files: readonly string[] }
  | { readonly kind: 'listFiles'; readonly maxFiles: number };

export type WorkerJob = Analysis | Question;

export interface AnalysisAnswer {
  /** Undefined for what is not checked: no code, missing, too large, left out by the configuration. */
  readonly result: FileFindings | undefined;
  /** What was not looked at, in plain words. */
  readonly limits: readonly string[];
  /** Files of the project that this one imports. */
  readonly imports: readonly string[];
  /** Some import leads nowhere yet. */
  readonly missesImports: boolean;
  /** Where the last edit was, if that was asked. */
  readonly place: EditedPlace | undefined;
  /** `contentKey` of the text, if that was asked. */
  readonly key: string | undefined;
}

export interface ListedFiles {
  readonly files: readonly string[];
  readonly limits: readonly string[];
}

/** What the rules take in one file, checked as if nothing were known of it. */
export interface TimedRules {
  readonly rules: readonly (RuleTime & { readonly tier: Tier; readonly findings: number })[];
  readonly milliseconds: number;
  /** Bytes of the worker's own heap. */
  readonly memory: number;
  readonly types: Backend;
}

export interface Answers {
  readonly analyze: AnalysisAnswer;
  readonly fix: readonly FileEdit[] | undefined;
  readonly fixAllOfRule: readonly FileEdit[] | undefined;
  readonly fixAllSafe: readonly FileEdit[] | undefined;
  readonly timeRules: TimedRules | undefined;
  /** None of files that cannot be read. */
  readonly contentKeys: ReadonlyMap<string, string>;
  readonly listFiles: ListedFiles;
}
export type AnswerTo<Job extends WorkerJob> = Answers[Job['kind']];

export interface UnsavedText {
  readonly file: string;
  /** Undefined once the file is no longer open. */
  readonly text: string | undefined;
}

/** One job at a time, with all that changed since the one before. */
export interface JobMessage {
  readonly id: number;
  /** Of the counter when the job was sent: a greater one there means that the job is to give up. */
  readonly epoch: number;
  readonly surroundings: Surroundings | undefined;
  readonly texts: readonly UnsavedText[];
  readonly changes: readonly FileChanges[];
  readonly job: WorkerJob;
}

export type WorkerMessage =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answers[WorkerJob['kind']] }
  | { readonly kind: 'preempted'; readonly id: number }
  /** The job threw; the worker lives on. */
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  | { readonly kind: 'log'; readonly message: string }
  /** What answers about types is not what was asked for, in a sentence for people. */
  | { readonly kind: 'types'; readonly message: string };
