import {
  DocumentDiagnosticReportKind,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Session } from '../session.ts';
import { diagnosticOf } from '../to-lsp.ts';

/** For clients that ask: one complete answer, once the flow tier has it. */
export function documentDiagnostic(session: Session) {
  return async ({ textDocument: { uri } }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> => {
    const { documents, pulls, queue, client } = session;
    const asked = documents.get(uri);
    if (asked !== undefined) await pulls.wait(asked, asked.isFlowCurrent || queue.isDegraded);
    const document = documents.get(uri);
    const options = {
      version: document?.version ?? 0,
      linksRules: client.opensRulePages,
      uriOf: (file: string) => session.uriOf(file),
    };
    const shown = document === undefined ? [] : session.shownOf(document);
    const items = shown.map((finding) => diagnosticOf(finding, options));
    return { kind: DocumentDiagnosticReportKind.Full, items };
  };
}
