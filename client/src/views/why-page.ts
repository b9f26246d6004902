import * as vscode from 'vscode';
import { explainRuleRequest, type ExplainRuleParams, type ExplainRuleResult } from '../../../shared/src/protocol.ts';
import type { ShownFinding } from '../findings/shown-findings.ts';
import type { LanguageServer } from '../language-server.ts';
import { severityName } from './finding-rows.ts';
import { whyHtml, type WhyLink } from './why-html.ts';

let panel: vscode.WebviewPanel | undefined;

/** One page beside the code: what happens, how it comes about, both codes of the rule, and the fixes. */
export async function showWhy(server: LanguageServer, shown: ShownFinding): Promise<void> {
  const params: ExplainRuleParams = { rule: shown.finding.rule };
  const page = await server.client.sendRequest<ExplainRuleResult>(explainRuleRequest, params);
  const view = (panel ??= createPanel());
  view.title = shown.finding.rule;
  view.webview.html = whyHtml(
    {
      severity: severityName(shown.severity),
      rule: shown.finding.rule,
      message: shown.finding.message,
      place: placeLink(shown.uri, shown.range.start.line, shown.range.start.character),
      steps: shown.finding.related.map(({ file, range, message }) => ({
        ...placeLink(vscode.Uri.file(file), range.start.line, range.start.character),
        message,
      })),
      isFlow: shown.finding.isFlow === true,
      why: page.why,
      bad: page.bad,
      good: page.good,
      fixes: shown.finding.fixes.map(({ title }) => title),
      links: linksOf(shown),
    },
    vscode.l10n,
  );
  view.reveal(vscode.ViewColumn.Beside, true);
}

function createPanel(): vscode.WebviewPanel {
  const created = vscode.window.createWebviewPanel(
    'temper.why',
    'Temper',
    { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
    // Nothing on the page runs: links name commands, and only these.
    {
      enableScripts: false,
      enableFindWidget: true,
      enableCommandUris: ['vscode.open', 'temper.explainRule', 'temper.fixAt'],
      localResourceRoots: [],
    },
  );
  created.onDidDispose(() => (panel = undefined));
  return created;
}

function placeLink(uri: vscode.Uri, line: number, character: number): WhyLink {
  const at = { line, character };
  return {
    label: `${vscode.workspace.asRelativePath(uri)}:${line + 1}`,
    href: commandLink('vscode.open', [
      uri.toJSON(),
      { selection: { start: at, end: at }, viewColumn: vscode.ViewColumn.One },
    ]),
  };
}

function linksOf({ uri, finding: { rule, fingerprint } }: ShownFinding): {
  readonly fix: string;
  readonly rule: string;
} {
  return {
    fix: commandLink('temper.fixAt', [{ uri: uri.toString(), rule, fingerprint }]),
    rule: commandLink('temper.explainRule', [rule]),
  };
}

function commandLink(command: string, given: readonly unknown[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
}
