import type { Finding, FixOffer } from './finding.ts';

/** `needs: 'text'` rules run on the main loop; the flow tier runs in the analysis worker and is complete. */
export type Tier = 'text' | 'flow';

/** Server to client, after the diagnostics of a version were published. */
export const analyzedNotification = 'temper/analyzed';
export interface AnalyzedParams {
  readonly uri: string;
  readonly version: number;
  readonly tier: Tier;
  readonly milliseconds: number;
  readonly findings: number;
}

/** Client to server: the last edit of this version took over a suggestion, so that nothing in it is half typed. */
export const acceptedNotification = 'temper/accepted';
export interface AcceptedParams {
  readonly uri: string;
  readonly version: number;
}

/** Server to client: what the status item shows. */
export const statusNotification = 'temper/status';
export interface StatusParams {
  readonly state: 'ready' | 'busy' | 'degraded';
  /** A plain sentence, such as why the server is degraded or how many files are left. */
  readonly message: string;
  readonly errors: number;
  readonly warnings: number;
  /** Findings that the baseline hides. */
  readonly baselined: number;
}

/** Client to server: check every file of the workspace; answers when all are published, also when cancelled. */
export const checkWorkspaceRequest = 'temper/checkWorkspace';
export interface CheckWorkspaceParams {
  /** Work-done progress goes here: `message` as "120 of 480 files", `percentage` from 0 to 100. */
  readonly workDoneToken?: string | number;
}
export interface CheckWorkspaceResult {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  /** Findings that the baseline hides. */
  readonly baselined: number;
  readonly cancelled: boolean;
  /** Limits met, in plain words. */
  readonly limits: readonly string[];
}

/**
 * Client to server: write what a check of the workspace finds into the baselines of its folders (`update`), or take out
 * what is gone (`prune`). Checks first unless a check has come to its end.
 */
export const changeBaselineRequest = 'temper/changeBaseline';
export interface ChangeBaselineParams {
  readonly change: 'update' | 'prune';
}
export interface ChangeBaselineResult {
  /** What the baselines hold now. */
  readonly findings: number;
  /** Why one was left as it is, in plain words. */
  readonly problems: readonly string[];
}

/** Client to server: whether what baselines hold is shown. */
export const showBaselinedNotification = 'temper/showBaselined';
export interface ShowBaselinedParams {
  readonly show: boolean;
}

/** Command of the server with one argument: writes a finding into the baseline, by its fingerprint alone. */
export const addToBaselineCommand = 'temper.addToBaseline';
export interface AddToBaselineParams {
  readonly uri: string;
  readonly rule: string;
  readonly fingerprint: string;
  readonly reason?: string;
}

/** Client to server: the Markdown page of a rule, for offline reading. */
export const explainRuleRequest = 'temper/explainRule';
export interface ExplainRuleParams {
  readonly rule: string;
}
export interface ExplainRuleResult {
  readonly markdown: string;
  /** Parts of the page, for views of their own. */
  readonly why: string;
  readonly bad: string;
  readonly good: string;
}

/** Client to server: what there is to explain, sorted by id. */
export const listRulesRequest = 'temper/listRules';
export interface RuleSummary {
  readonly id: string;
  readonly family: string;
  readonly why: string;
}
export interface ListRulesResult {
  readonly rules: readonly RuleSummary[];
}

/** Scheme of the pages `codeDescription.href` points to: `temper-rule:/floating-promise.md`. */
export const ruleScheme = 'temper-rule';

/**
 * Commands of the client, which a code action may name only when the initialization options list them. `suppressWithReason`
 * takes SuppressParams without a reason, asks for one, and executes the server's command with it.
 */
export const suppressWithReasonCommand = 'temper.suppressWithReason';
/** Takes the rule's id, asks where, and sends `temper/fixAll`. */
export const fixAllOfRuleCommand = 'temper.fixAllOfRule';
/** Takes the rule's id. */
export const explainRuleCommand = 'temper.explainRule';

/** Command of the server (`workspace/executeCommand`) with one argument. */
export const suppressCommand = 'temper.suppress';
export interface SuppressParams {
  readonly uri: string;
  readonly version: number;
  readonly finding: Finding;
  readonly scope: 'line' | 'file';
  readonly reason: string;
}

/**
 * Command of the server with one CodeActionData as argument: a fix that reaches over several files is applied by
 * `workspace/applyEdit`, because only there clients check the versions of what they edit.
 */
export const applyFixCommand = 'temper.applyFix';

/**
 * Client to server: make the preferred fixes of all findings of a rule that are shown, by `workspace/applyEdit`; what that edits is
 * to be confirmed where the client can ask.
 */
export const fixAllRequest = 'temper/fixAll';
export interface FixAllParams {
  readonly rule: string;
  /** A file or a folder; everything by default. */
  readonly within?: string;
}
export interface FixAllResult {
  /** How many files are edited. */
  readonly files: number;
  readonly isApplied: boolean;
}

/** Client to server: what runs, and what it costs; with a document, what each rule takes there. */
export const whatRunsRequest = 'temper/whatRuns';
export interface WhatRunsParams {
  readonly uri?: string;
}
export interface WhatRunsResult {
  readonly rules: readonly {
    readonly rule: string;
    readonly milliseconds: number;
    readonly tier: 'text' | 'flow' | 'types';
    readonly findings: number;
  }[];
  /** Of all rules and what they share. */
  readonly milliseconds: number;
  /** What answered about types, with a document. */
  readonly types?: Exclude<TypeBackend, 'auto'>;
  /** Bytes. */
  readonly workerMemory?: number;
  readonly mainMemory: number;
  readonly processMemory: number;
  readonly openFiles: number;
  readonly filesWithFindings: number;
  readonly isDegraded: boolean;
}

/** Client to server: what a fix would edit, with one CodeActionData, so that it can be looked at first. Null for fixes that move a secret. */
export const previewFixRequest = 'temper/previewFix';

/** `data` of a published diagnostic: all that a code action needs. */
export interface DiagnosticData {
  readonly version: number;
  readonly finding: Finding;
}

/** `data` of an unresolved code action; resolve refuses another version. */
export type CodeActionData =
  | {
      readonly kind: 'fix';
      readonly uri: string;
      readonly version: number;
      readonly finding: Finding;
      readonly fix: FixOffer;
    }
  | {
      readonly kind: 'fixAllOfRule';
      readonly uri: string;
      readonly version: number;
      readonly rule: string;
      readonly fix: string;
    }
  | { readonly kind: 'fixAllSafe'; readonly uri: string; readonly version: number }
  | {
      readonly kind: 'suppress';
      readonly uri: string;
      readonly version: number;
      readonly finding: Finding;
      readonly scope: 'line' | 'file';
    };

/** What answers about types: TypeScript 7 in a process of its own, TypeScript 6 in the server's, or whichever is faster. */
export type TypeBackend = 'auto' | 'native' | 'portable';

/** Initialization options every client may pass. */
export interface TemperInitializationOptions {
  /** Milliseconds a new finding on the statement last edited waits; 600 by default. */
  readonly restDelay?: number;
  /** Restricted Mode: workspace configuration and suppressions do not act. */
  readonly untrusted?: boolean;
  /** The most files a check of the workspace looks at; meeting it is reported as a limit. */
  readonly maxFiles?: number;
  /** Whether what baselines hold is shown; false by default. */
  readonly showBaselined?: boolean;
  /** Commands of the client that code actions may name; none by default. */
  readonly clientCommands?: readonly string[];
  /** `push` by default. With `pull` nothing is published: the client asks by `textDocument/diagnostic`. */
  readonly diagnostics?: 'push' | 'pull';
  /** Megabytes the analysis worker may hold before it is started anew; by default as much as Node allows. */
  readonly workerMemory?: number;
  /** Folder of this workspace that is the client's own, where findings outlive the server; without it they do not. */
  readonly storage?: string;
  /** What answers about types; `auto` by default. */
  readonly typeOracle?: TypeBackend;
  /** URIs of files whose findings, from a server that broke down, are still on screen; none by default. */
  readonly outlived?: readonly string[];
}
