import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import type { Finding } from '../../../../../shared/src/finding.ts';
import {
  addToBaselineCommand,
  applyFixCommand,
  fixAllOfRuleCommand,
  suppressWithReasonCommand,
  type AddToBaselineParams,
  type CodeActionData,
  type DiagnosticData,
  type SuppressParams,
} from '../../../../../shared/src/protocol.ts';
import type { OpenDocument } from '../open-document.ts';
import type { Session } from '../session.ts';
import { diagnosticOf } from '../to-lsp.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.temper`;
export const actionKinds = [CodeActionKind.QuickFix, fixAllKind];

/** Lists what can be done, without edits: those are built when one is chosen. */
export function codeAction(session: Session) {
  return ({ textDocument, range, context }: CodeActionParams): readonly CodeAction[] => {
    const document = session.documents.get(textDocument.uri);
    if (document === undefined) return [];
    const asksFor = (kind: string) => context.only?.some((wanted) => isWithinKind(kind, wanted));
    const actions: CodeAction[] = [];
    if (asksFor(CodeActionKind.QuickFix) ?? true)
      actions.push(...quickFixes(session, document, range, context.diagnostics));
    // Unasked, a light bulb would offer it everywhere.
    if (asksFor(fixAllKind) === true && mayHaveSafeFixes(document)) actions.push(fixAllSafe(session, document));
    return actions;
  };
}

function isWithinKind(kind: string, wanted: string): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

function quickFixes(
  session: Session,
  document: OpenDocument,
  range: Range,
  diagnostics: readonly Diagnostic[],
): readonly CodeAction[] {
  const shown = session.shownOf(document);
  const found = shown.filter((finding) => meets(finding.range, range));
  return found.flatMap((finding) => {
    const shared = {
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticFor(session, document, finding, diagnostics)],
    };
    return [
      ...fixes(session, document, finding),
      ...fixAllOfRule(session, document, finding, shown),
      ...fixAllElsewhere(session, document, finding),
      ...suppressions(session, document, finding, found.length > 1),
      ...baselining(session, document, finding, found.length > 1),
    ].map((action) => ({ ...shared, ...action }));
  });
}

function fixes(session: Session, document: OpenDocument, finding: Finding): readonly CodeAction[] {
  return finding.fixes.map((fix, index) => ({
    title: fix.title,
    ...(index === 0 && { isPreferred: true }),
    ...later(session, fix.title, { kind: 'fix', ...textOf(document), finding, fix }),
  }));
}

/** Where the preferred fix of a finding fits others of its rule, too. */
function fixAllOfRule(
  session: Session,
  document: OpenDocument,
  finding: Finding,
  shown: readonly Finding[],
): readonly CodeAction[] {
  const [fix] = finding.fixes;
  // What moves secrets about is chosen one by one.
  if (fix === undefined || fix.sensitive) return [];
  const alike = shown.filter(
    ({ rule, fixes: offered }) => rule === finding.rule && offered.some(({ id }) => id === fix.id),
  );
  if (alike.length < 2) return [];
  const title = `Fix all \`${finding.rule}\` in this file (${alike.length})`;
  return [
    { title, ...later(session, title, { kind: 'fixAllOfRule', ...textOf(document), rule: finding.rule, fix: fix.id }) },
  ];
}

function suppressions(
  session: Session,
  document: OpenDocument,
  finding: Finding,
  namesRule: boolean,
): readonly CodeAction[] {
  if (!session.client.isTrusted || finding.file !== document.file) return [];
  const isPossible = (scope: SuppressParams['scope']): boolean =>
    document.isCode || session.texts.suppress(document, { finding, scope, reason: '' }) !== undefined;
  const name = namesRule ? ` \`${finding.rule}\`` : '';
  const titles = { line: `Ignore${name} here, with a reason`, file: `Ignore${name} in this file` };
  return (['line', 'file'] as const)
    .filter(isPossible)
    .map((scope) => suppression(session, document, finding, scope, titles[scope]));
}

function suppression(
  session: Session,
  document: OpenDocument,
  finding: Finding,
  scope: SuppressParams['scope'],
  title: string,
): CodeAction {
  const params: Omit<SuppressParams, 'reason'> = { ...textOf(document), finding, scope };
  if (!session.client.asksForReasons) return { title, ...later(session, title, { kind: 'suppress', ...params }) };
  return { title, command: { title, command: suppressWithReasonCommand, arguments: [params] } };
}

/** Where other files have findings of the rule, too: which of them are fixed, the client asks. */
function fixAllElsewhere(
  { client, publisher }: Session,
  { uri }: OpenDocument,
  finding: Finding,
): readonly CodeAction[] {
  const { rule, fixes: offered } = finding;
  if (!client.asksWhereToFix || offered[0] === undefined || offered[0].sensitive) return [];
  const isElsewhere = publisher.uris.some(
    (other) => other !== uri && publisher.shownOf(other).some((each) => each.rule === rule && each.fixes.length > 0),
  );
  if (!isElsewhere) return [];
  const title = `Fix all \`${rule}\` in a folder or the workspace…`;
  return [{ title, command: { title, command: fixAllOfRuleCommand, arguments: [rule] } }];
}

/** For what is there already and is nobody's task today. */
function baselining(
  { baselines }: Session,
  { uri, file }: OpenDocument,
  { rule, fingerprint, ...finding }: Finding,
  namesRule: boolean,
): readonly CodeAction[] {
  if (finding.file !== file || !baselines.isUsable(file)) return [];
  const title = `Add${namesRule ? ` \`${rule}\`` : ''} to the baseline`;
  const params: AddToBaselineParams = { uri, rule, fingerprint };
  return [{ title, command: { title, command: addToBaselineCommand, arguments: [params] } }];
}

function fixAllSafe(session: Session, document: OpenDocument): CodeAction {
  const title = 'Fix all that is safe to fix in this file';
  return { title, kind: fixAllKind, ...later(session, title, { kind: 'fixAllSafe', ...textOf(document) }) };
}

/** While the complete answer is under way there may be some. */
function mayHaveSafeFixes(document: OpenDocument): boolean {
  if (!document.isFlowCurrent) return true;
  return document.shown.some(({ fixes: offered }) => offered.some(({ safety }) => safety === 'safe'));
}

/** Edits come with `codeAction/resolve`, or from the server's own command where the client knows no such thing. */
function later({ client }: Session, title: string, data: CodeActionData): Pick<CodeAction, 'data' | 'command'> {
  if (client.resolvesEdits) return { data };
  return { command: { title, command: applyFixCommand, arguments: [data] } };
}

function textOf({ uri, version }: OpenDocument): { readonly uri: string; readonly version: number } {
  return { uri, version };
}

/** The client's own diagnostic where it sent it, so that it sees which one the action is for. */
function diagnosticFor(
  session: Session,
  document: OpenDocument,
  finding: Finding,
  diagnostics: readonly Diagnostic[],
): Diagnostic {
  const sent = diagnostics.find((diagnostic) => {
    const data = diagnostic.data as Partial<DiagnosticData> | undefined;
    return data?.finding?.rule === finding.rule && data.finding.fingerprint === finding.fingerprint;
  });
  return (
    sent ??
    diagnosticOf(finding, {
      version: document.version,
      linksRules: session.client.opensRulePages,
      uriOf: (file) => session.uriOf(file),
    })
  );
}

function meets(one: Range, other: Range): boolean {
  return isBefore(one.start, other.end) && isBefore(other.start, one.end);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}
