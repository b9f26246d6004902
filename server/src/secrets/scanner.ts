import type { Span } from '../../../shared/src/finding.ts';
import { sight } from '../engine/sight.ts';
import { awsKeyPairs } from './aws-key-pairs.ts';
import { credentialUrls } from './credential-urls.ts';
import { curlCommands } from './curl-commands.ts';
import type { Detection, Detector, Search, SecretMatch } from './detector.ts';
import { formats } from './formats/index.ts';
import { googleKeys } from './google-keys.ts';
import { jsonWebTokens } from './json-web-tokens.ts';
import { type KeywordAutomaton, keywordAutomaton } from './keyword-automaton.ts';
import { detectorOf } from './marked-values.ts';
import { namedValues } from './named-values.ts';
import { privateKeys } from './private-keys.ts';
import type { TextKind } from './text-kind.ts';
import { looksOf } from './value-looks.ts';

/** What every detector makes of a text, where it starts in `span`, in the order of the text; several may tell of one value. */
export function detect(text: string, kind: TextKind, span: Span): readonly SecretMatch[] {
  const { automaton, detectors } = scanner();
  const found: SecretMatch[] = [];
  const isWanted = (start: number): boolean => start >= span.start && start < span.end;
  const report = (detection: Detection): void => {
    const { start, end, format, label, certainty, variable, publishable, isGivenOnce = false } = detection;
    if (!isWanted(start)) return;
    const looks = looksOf(text.slice(start, end));
    found.push({ span: { start, end }, format, label, certainty, variable, publishable, isGivenOnce, looks });
  };
  const search: Search = { text, kind, nameEnd: 0, isWanted, report };
  const around = { start: Math.max(0, span.start - sight.before), end: Math.min(text.length, span.end + sight.before) };
  automaton.scan(text, around, (keyword, start) => {
    for (const detector of detectors[keyword] ?? []) detector.look(search, start);
  });
  return found.sort(({ span: one }, { span: other }) => one.start - other.start || other.end - one.end);
}

interface Scanner {
  readonly automaton: KeywordAutomaton;
  /** By keyword. */
  readonly detectors: readonly (readonly Detector[])[];
}

let built: Scanner | undefined;

/** The table is worked out when the first text is searched, and once. */
function scanner(): Scanner {
  return (built ??= buildScanner());
}

function buildScanner(): Scanner {
  const byKeyword = new Map<string, Detector[]>();
  for (const detector of allDetectors()) {
    for (const keyword of new Set(detector.keywords.map((each) => each.toLowerCase()))) {
      const known = byKeyword.get(keyword);
      if (known) known.push(detector);
      else byKeyword.set(keyword, [detector]);
    }
  }
  return { automaton: keywordAutomaton([...byKeyword.keys()]), detectors: [...byKeyword.values()] };
}

function allDetectors(): readonly Detector[] {
  const marked = formats.filter((format) => format.how === 'marked').map(detectorOf);
  return [
    ...marked,
    jsonWebTokens,
    privateKeys,
    credentialUrls,
    curlCommands,
    googleKeys,
    awsKeyPairs,
    namedValues(formats),
  ];
}
