import type { Finding, FixOffer, NodeAddress, Severity } from '../../../shared/src/finding.ts';
import { severityOf, type Analysis, type Reported } from './analysis.ts';
import { enclosingSymbol, fingerprinter } from './fingerprint.ts';
import { placeAt, spanOf } from './places.ts';
import { dropOutranked } from './precedence.ts';
import { ts } from './syntax.ts';
import { literalAround, nameBefore, nodeAround } from './text-places.ts';

interface Shown extends Reported {
  readonly severity: Severity;
  readonly fingerprint: string;
}

/** Findings in the order of the text, of what the configuration shows, each defect once. */
export function findingsOf(
  analysis: Analysis,
  reported: readonly Reported[],
  fingerprintOf = fingerprinterOf(analysis),
): readonly Finding[] {
  const { failures } = analysis;
  const made = shownOf(analysis, reported, fingerprintOf).flatMap((item) => {
    const { rule } = item;
    const finding = failures.has(rule) ? undefined : failures.guard(rule, () => findingOf(analysis, item));
    return finding === undefined ? [] : [{ rule, finding }];
  });
  // A rule that broke off is silent altogether: half of its findings would look like all.
  const whole = made.filter(({ rule }) => !failures.has(rule));
  return dropOutranked(whole.map(({ finding }) => finding));
}

/** Numbers the findings of one file: share it where they are made in several goes. */
export const fingerprinterOf = ({
  options,
  file,
}: Pick<Analysis, 'options' | 'file'>): ReturnType<typeof fingerprinter> =>
  fingerprinter(relativeTo(options.root, file));

/** In order, without what a rule finds in the tree and has already found in the text. */
function shownOf(
  analysis: Analysis,
  reported: readonly Reported[],
  fingerprintOf: ReturnType<typeof fingerprinter>,
): readonly Shown[] {
  const inOrder = [...reported].sort((a, b) => a.span.start - b.span.start);
  const shown = inOrder.flatMap((item): readonly Shown[] => {
    const severity = severityOf(analysis, item);
    const fingerprint = fingerprintOf(item.rule.meta.id, symbolOf(analysis, item));
    return severity === 'off' ? [] : [{ ...item, severity, fingerprint }];
  });
  const inText = shown.filter(({ node }) => node === undefined);
  const isTold = ({ rule, node, span }: Shown): boolean =>
    node !== undefined &&
    inText.some((other) => other.rule === rule && other.span.start < span.end && span.start < other.span.end);
  return inText.length === 0 ? shown : shown.filter((item) => !isTold(item));
}

/** What is found in the text is numbered by itself: the text tier knows of nothing else. */
function symbolOf(analysis: Analysis, { node, span }: Reported): string {
  if (node !== undefined) return enclosingSymbol(node);
  const tree = analysis.tree();
  return `text ${tree === undefined ? nameBefore(analysis.source.text, span.start) : enclosingSymbol(nodeAround(tree, span))}`;
}

function findingOf(analysis: Analysis, item: Shown): Finding {
  const { rule, node, span, data, report, severity, fingerprint } = item;
  return {
    rule: rule.meta.id,
    severity,
    ...placeAt(node?.getSourceFile() ?? analysis.source, span),
    message: rule.message(data),
    related: report.related ?? [],
    ...(report.isFlow && { isFlow: true }),
    fixes: offersOf(analysis, item),
    node: node === undefined ? { ...span, kind: 'Text' } : addressOf(node),
    data,
    fingerprint,
  };
}

function offersOf(analysis: Analysis, { rule, node, span, data }: Reported): readonly FixOffer[] {
  const isInCode = (): boolean => {
    const tree = node === undefined ? analysis.tree() : undefined;
    return node !== undefined || (tree !== undefined && literalAround(tree, span) !== undefined);
  };
  return rule.fixes
    .filter((fix) => (fix.appliesTo?.(data) ?? true) && ('textEdits' in fix || isInCode()))
    .map((fix) => ({ id: fix.id, title: fix.title(data), safety: fix.safety, sensitive: fix.sensitive ?? false }));
}

function addressOf(node: ts.Node): NodeAddress {
  return { ...spanOf(node), kind: ts.SyntaxKind[node.kind] };
}

function relativeTo(root: string, file: string): string {
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}
