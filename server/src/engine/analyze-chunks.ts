import type { FileFindings, Finding, Position, SuppressedFinding } from '../../../shared/src/finding.ts';
import { analysisOfText, type Analysis, type AnalyzeOptions } from './analysis.ts';
import { fingerprinterOf, findingsOf } from './make-findings.ts';
import type { Snapshot } from './snapshot.ts';
import { sourceText } from './source-text.ts';
import { applySuppressions, mayHoldSuppressions } from './suppressions.ts';
import { reportsIn } from './text-reports.ts';
import { type TextWindow, windowsOf } from './text-windows.ts';

/**
 * What rules find in a text that is too large to be held, a window at a time. Comments hide what is on their line, on the next or, at
 * the top, in the whole file; a comment that hides nothing is not told. Undefined for what cannot be read or is no text.
 */
export function* analyzeChunks(
  snapshot: Snapshot,
  file: string,
  options: AnalyzeOptions,
): Generator<void, FileFindings | undefined> {
  const chunks = snapshot.chunksOf(file);
  if (chunks === undefined) return undefined;
  const fingerprintOf = fingerprinterOf({ options, file });
  const all: Hidden = { findings: [], suppressed: [] };
  const limits = new Set<string>();
  let first: Analysis | undefined;
  try {
    for (const window of windowsOf(chunks)) {
      if (window.text.includes('\0')) return undefined;
      const analysis = analysisOfText(snapshot, sourceText(file, window.text), options);
      const piece = { start: 0, end: window.text.length, core: window.core };
      const found = findingsOf(analysis, reportsIn(piece, analysis), fingerprintOf);
      const shown = hidden(analysis, first, found);
      all.findings.push(...shown.findings.map((finding) => moved(finding, window)));
      all.suppressed.push(...shown.suppressed.map((finding) => moved(finding, window)));
      for (const limit of analysis.failures.limits()) limits.add(limit);
      if (window.start === 0 && mayHoldSuppressions(window.text)) first = analysis;
      yield;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
  return { file, ...all, limits: [...limits] };
}

interface Hidden {
  readonly findings: Finding[];
  readonly suppressed: SuppressedFinding[];
}

/** By comments of the window; by those of the first one only where they are for the whole file. */
function hidden({ source, options }: Analysis, first: Analysis | undefined, found: readonly Finding[]): Hidden {
  if (!options.suppressions || found.length === 0) return { findings: [...found], suppressed: [] };
  const here = mayHoldSuppressions(source.text)
    ? applySuppressions(source, found, options.today)
    : { findings: found, suppressed: [] };
  const there =
    first === undefined
      ? { findings: here.findings, suppressed: [] }
      : applySuppressions(first.source, here.findings, options.today, 'file');
  return { findings: [...there.findings], suppressed: [...here.suppressed, ...there.suppressed] };
}

function moved<Found extends Finding>(finding: Found, { start, place }: TextWindow): Found {
  const { span, range, node } = finding;
  const placed = ({ line, character }: Position): Position => ({
    line: line + place.line,
    character: line === 0 ? character + place.character : character,
  });
  return {
    ...finding,
    span: { start: span.start + start, end: span.end + start },
    range: { start: placed(range.start), end: placed(range.end) },
    node: { ...node, start: node.start + start, end: node.end + start },
  };
}
