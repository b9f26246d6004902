import type { AnalyzedParams, CheckWorkspaceResult, StatusParams } from '../../shared/src/protocol.ts';
import type { Counts } from './finding-counts.ts';
import type { Localization } from './localization.ts';
import type { ServerState } from './server-state.ts';

export interface Status {
  readonly server: ServerState;
  /** What the running server said last. */
  readonly report: (Pick<StatusParams, 'state' | 'message'> & Partial<Pick<StatusParams, 'baselined'>>) | undefined;
  readonly counts: Counts;
  /** Undefined while nobody looks which code an AI wrote. */
  readonly errorsInAiCode: number | undefined;
  /** Undefined while findings are shown as they come; a time, unless it is until the editor starts again. */
  readonly snoozed?: { readonly until: string | undefined } | undefined;
  /** The last answer about the file in the active editor. */
  readonly analyzed: AnalyzedParams | undefined;
}

export interface StatusText {
  /** For the status bar, with codicons. */
  readonly text: string;
  /** The same for a screen reader. */
  readonly spoken: string;
  /** A sentence on what is going on. */
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
}

export function statusText(status: Status, l10n: Localization): StatusText {
  const { icon, detail, severity, busy } = conditionOf(status, l10n);
  const isCurrent = status.server.kind === 'running' && status.snoozed === undefined;
  const total = foundText(status, l10n);
  return {
    text: `$(${icon}) ${isCurrent ? (status.errorsInAiCode ?? status.counts.errors) : 'Temper'}`,
    spoken: `Temper: ${isCurrent ? `${total}. ${detail}` : detail}`,
    detail,
    severity,
    busy,
  };
}

function foundText({ counts, errorsInAiCode }: Status, l10n: Localization): string {
  const all = countText(counts, l10n);
  if (errorsInAiCode === undefined) return all;
  return errorsInAiCode === 1
    ? l10n.t('1 error in AI-written code; {0} in all', all)
    : l10n.t('{0} errors in AI-written code; {1} in all', errorsInAiCode, all);
}

type Condition = Omit<StatusText, 'text' | 'spoken'> & { readonly icon: string };

function conditionOf(status: Status, l10n: Localization): Condition {
  switch (status.server.kind) {
    case 'off':
      return calm('circle-slash', l10n.t('Turned off by the setting temper.enable.'));
    case 'starting':
      return working(l10n.t('Starting.'));
    case 'recovering':
      return working(l10n.t('The language server ended unexpectedly and is being restarted.'));
    case 'failed':
      return {
        icon: 'error',
        detail: l10n.t('Stopped: the language server ended {0} times within 3 minutes.', status.server.crashes),
        severity: 'error',
        busy: false,
      };
    case 'running':
      break;
  }
  return runningCondition(status, l10n);
}

function snoozedCondition(until: string | undefined, l10n: Localization): Condition {
  const detail =
    until === undefined
      ? l10n.t('Snoozed until the editor starts again: findings are not shown.')
      : l10n.t('Snoozed until {0}: findings are not shown.', until);
  return calm('bell-slash', detail);
}

function runningCondition({ report, analyzed, snoozed }: Status, l10n: Localization): Condition {
  if (snoozed !== undefined) return snoozedCondition(snoozed.until, l10n);
  switch (report?.state) {
    case 'busy':
      return working(report.message);
    case 'degraded':
      return { icon: 'warning', detail: report.message, severity: 'warning', busy: false };
    case 'ready':
    case undefined:
      break;
  }
  const hidden = baselineText(report?.baselined ?? 0, l10n);
  return calm('shield', [readyDetail(report?.message, analyzed, l10n), ...hidden].join(' '));
}

function readyDetail(message: string | undefined, analyzed: AnalyzedParams | undefined, l10n: Localization): string {
  const said = message === undefined || message === '' ? l10n.t('Ready.') : message;
  if (analyzed === undefined) return said;
  const milliseconds = Math.max(1, Math.round(analyzed.milliseconds));
  return `${said} ${l10n.t('This file was checked in {0} ms.', milliseconds)}`;
}

function calm(icon: string, detail: string): Condition {
  return { icon, detail, severity: 'information', busy: false };
}

function working(detail: string): Condition {
  return { icon: 'sync~spin', detail, severity: 'information', busy: true };
}

export function countText({ errors, warnings }: Counts, l10n: Localization): string {
  const errorText = errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors);
  const warningText = warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings);
  return `${errorText}, ${warningText}`;
}

/** What is hidden is always said. */
function baselineText(baselined: number, l10n: Localization): readonly string[] {
  if (baselined === 0) return [];
  return [
    baselined === 1
      ? l10n.t('1 finding more is in the baseline.')
      : l10n.t('{0} findings more are in the baseline.', baselined),
  ];
}

/** What a check of the workspace found, and what it did not look at. */
export function workspaceSummary(result: CheckWorkspaceResult, l10n: Localization): string {
  const files = result.files === 1 ? l10n.t('1 file') : l10n.t('{0} files', result.files);
  const found = countText(result, l10n);
  const first = result.cancelled
    ? l10n.t('Cancelled after {0}: {1} so far.', files, found)
    : l10n.t('Checked {0}: {1}.', files, found);
  return [first, ...baselineText(result.baselined, l10n), ...result.limits].join(' ');
}

/** Undefined when the text can stand as the reason of a suppression comment. */
export function reasonProblem(reason: string, l10n: Localization): string | undefined {
  return reason.trim() === '' ? l10n.t('A reason is required: whoever reads the code next needs it.') : undefined;
}
