import { DiagnosticSeverity, type Diagnostic, type DiagnosticRelatedInformation } from 'vscode-languageserver';
import type { Finding, RelatedPlace, Severity } from '../../../../shared/src/finding.ts';
import { ruleScheme, type DiagnosticData } from '../../../../shared/src/protocol.ts';

export interface DiagnosticOptions {
  /** Of the text the findings are about; 0 for files that are not open. */
  readonly version: number;
  /** Whether the client can open the pages of rules. */
  readonly linksRules: boolean;
  readonly uriOf: (file: string) => string;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export const diagnosticSource = 'temper';

export function diagnosticOf(finding: Finding, options: DiagnosticOptions): Diagnostic {
  const data: DiagnosticData = { version: options.version, finding };
  return {
    range: finding.range,
    severity: severities[finding.severity],
    source: diagnosticSource,
    code: finding.rule,
    ...(options.linksRules && { codeDescription: { href: `${ruleScheme}:/${finding.rule}.md` } }),
    message: finding.message,
    relatedInformation: finding.related.map((place) => relatedInformationOf(place, options)),
    data,
  };
}

function relatedInformationOf(place: RelatedPlace, { uriOf }: DiagnosticOptions): DiagnosticRelatedInformation {
  return { location: { uri: uriOf(place.file), range: place.range }, message: place.message };
}
