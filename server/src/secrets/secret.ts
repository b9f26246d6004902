import type { Span } from '../../../shared/src/finding.ts';
import { awsKeyPairs } from './aws-key-pairs.ts';
import { credentialUrls } from './credential-urls.ts';
import { curlCommands } from './curl-commands.ts';
import type { Detection, Detector, Search } from './detector.ts';
import type { Certainty, SecretFormat } from './format.ts';
import { formats } from './formats/index.ts';
import { googleKeys } from './google-keys.ts';
import { jsonWebTokens } from './json-web-tokens.ts';
import { type KeywordAutomaton, keywordAutomaton } from './keyword-automaton.ts';
import { detectorOf } from './marked-values.ts';
import { namedValues } from './named-values.ts';
import { privateKeys } from './private-keys.ts';
import type { TextKind } from './text-kind.ts';

export type { Certainty, SecretFormat } from './format.ts';
export { type TextKind, textKindOf } from './text-kind.ts';

export interface SecretMatch {
  /** The value itself: no quotes, no name. */
  readonly span: Span;
  /** Id of the format, or `generic` where the name alone tells. */
  readonly format: string;
  /** In a sentence: `live Stripe secret key`. */
  readonly label: string;
  readonly certainty: Certainty;
  /** The name it should have in the environment. */
  readonly variable: string;
}

/** Known formats in any text, and what is called a secret outside of code. Never holds a value itself. */
export function findSecrets(text: string, kind: TextKind): readonly SecretMatch[] {
  const secrets = detectionsIn(text, kind).filter(({ publishable }) => !publishable);
  return secrets.map(({ start, end, format, label, certainty, variable }) => ({
    span: { start, end },
    format,
    label,
    certainty,
    variable,
  }));
}

/** Where keys stand that are made for everybody, such as those of a browser. */
export function findPublishable(text: string, kind: TextKind): readonly Span[] {
  return detectionsIn(text, kind).flatMap(({ start, end, publishable }) => (publishable ? [{ start, end }] : []));
}

function detectionsIn(text: string, kind: TextKind): readonly Detection[] {
  const { automaton, detectors } = scanner();
  const detections: Detection[] = [];
  const search: Search = { text, kind, nameEnd: 0, report: (detection) => void detections.push(detection) };
  automaton.scan(text, (keyword, start) => {
    for (const detector of detectors[keyword] ?? []) detector.look(search, start);
  });
  return withoutOverlaps(detections);
}

export function formatById(id: string): SecretFormat | undefined {
  return formats.find((format) => format.id === id);
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

const certainties: readonly Certainty[] = ['doubtful', 'likely', 'certain'];

/** One value is one secret: of those that overlap, the one that tells more about it stays. */
function withoutOverlaps(detections: readonly Detection[]): readonly Detection[] {
  const kept: Detection[] = [];
  for (const each of [...detections].sort((one, other) => one.start - other.start || other.end - one.end)) {
    const last = kept[kept.length - 1];
    if (last === undefined || each.start >= last.end) kept.push(each);
    else if (tellsMore(each, last)) kept[kept.length - 1] = each;
  }
  return kept;
}

function tellsMore(one: Detection, other: Detection): boolean {
  const difference =
    Number(one.publishable) - Number(other.publishable) ||
    Number(one.format !== 'generic') - Number(other.format !== 'generic') ||
    certainties.indexOf(one.certainty) - certainties.indexOf(other.certainty);
  return difference > 0;
}
