import type * as Sarif from 'sarif';
import type { Range, RelatedPlace, Severity, SuppressedFinding } from '../../../shared/src/finding.ts';
import { pathIn } from '../engine/globs.ts';
import type { AnyRule } from '../engine/rule.ts';
import type { CheckResult, ReportedFile, ReportedFinding, ReportedFix, VersionControl } from './check-result.ts';
import { firstSentence, rulePage } from './rule-page.ts';

/** Resolved by whoever shows the report, so that it carries no path of the machine it was made on. */
const baseId = 'SRCROOT';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0. */
export function sarif(result: CheckResult): string {
  return `${JSON.stringify(sarifLog(result), undefined, 2)}\n`;
}

export function sarifLog(result: CheckResult): Sarif.Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(result) },
        language: 'en',
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [baseId]: { description: { text: 'The folder that was checked.' } } },
        artifacts: result.files.map(({ file }) => ({ location: artifact(result, file), roles: ['analysisTarget'] })),
        invocations: [invocation(result)],
        ...(result.versionControl && { versionControlProvenance: [provenance(result.versionControl)] }),
        results: result.files.flatMap((file, index) => resultsOf(result, file, index)),
      },
    ],
  };
}

function driver(result: CheckResult): Sarif.ToolComponent {
  return {
    name: 'Temper',
    version: result.version,
    semanticVersion: result.version,
    rules: result.rules.map(descriptor),
  };
}

function descriptor(rule: AnyRule): Sarif.ReportingDescriptor {
  const { id, family, severity, docs } = rule.meta;
  const page = rulePage(rule);
  return {
    id,
    name: id.replaceAll(/(^|-)([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase()),
    shortDescription: { text: firstSentence(rule.meta) },
    fullDescription: { text: docs.why },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [family] },
  };
}

function provenance({ uri, branch, revision, isRoot }: VersionControl): Sarif.VersionControlDetails {
  return {
    repositoryUri: uri,
    ...(branch !== undefined && { branch }),
    ...(revision !== undefined && { revisionId: revision }),
    ...(isRoot && { mappedTo: { uriBaseId: baseId } }),
  };
}

function invocation(result: CheckResult): Sarif.Invocation {
  const notes = result.limits.map((text): Sarif.Notification => ({ level: 'warning', message: { text } }));
  const fileNotes = result.files.flatMap(({ file, limits }) =>
    limits.map((text): Sarif.Notification => ({
      level: 'warning',
      message: { text },
      locations: [{ physicalLocation: { artifactLocation: artifact(result, file) } }],
    })),
  );
  return {
    executionSuccessful: result.exitCode <= 1,
    exitCode: result.exitCode,
    exitCodeDescription: result.exitCode === 0 ? 'Nothing to fail on.' : 'There are findings to fail on.',
    toolExecutionNotifications: [...notes, ...fileNotes],
  };
}

function resultsOf(result: CheckResult, file: ReportedFile, artifactIndex: number): readonly Sarif.Result[] {
  return [
    ...file.findings.map((finding) => resultOf(result, finding, artifactIndex)),
    ...file.suppressed.map((finding) => suppressedResult(result, finding, artifactIndex)),
    ...file.baselined.map((finding) => baselinedResult(result, finding, artifactIndex)),
  ];
}

function suppressedResult(result: CheckResult, finding: SuppressedFinding, artifactIndex: number): Sarif.Result {
  const suppressions: Sarif.Suppression[] = [{ kind: 'inSource', status: 'accepted', justification: finding.reason }];
  return { ...resultOf(result, finding, artifactIndex), suppressions };
}

function baselinedResult(result: CheckResult, finding: ReportedFinding, artifactIndex: number): Sarif.Result {
  const suppressions: Sarif.Suppression[] = [{ kind: 'external', status: 'accepted', justification: inBaseline }];
  return { ...resultOf(result, finding, artifactIndex), suppressions, baselineState: 'unchanged' };
}

const inBaseline = 'It was there before and is in the baseline.';

function resultOf(result: CheckResult, finding: ReportedFinding, artifactIndex: number): Sarif.Result {
  const fixes = finding.fixes.flatMap((fix) => fixOf(result, fix));
  return {
    ruleId: finding.rule,
    ruleIndex: result.rules.findIndex(({ meta }) => meta.id === finding.rule),
    level: levels[finding.severity],
    message: plainMessage(finding.message),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { ...artifact(result, finding.file), index: artifactIndex },
          region: regionOf(finding.range),
        },
      },
    ],
    partialFingerprints: { 'temper/v1': finding.fingerprint },
    // All results of a run have this list, or none has.
    suppressions: [],
    // And all have this, once there is something to compare with.
    ...(result.baseline && { baselineState: 'new' }),
    ...(finding.related.length > 0 && {
      relatedLocations: finding.related.map((each, id) => related(result, each, id)),
    }),
    ...(finding.isFlow && { codeFlows: [codeFlow(result, finding)] }),
    ...(fixes.length > 0 && { fixes }),
    properties: { severity: finding.severity },
  };
}

/** The way of a value, from its source on. */
const codeFlow = (result: CheckResult, { related: places }: ReportedFinding): Sarif.CodeFlow => ({
  threadFlows: [{ locations: places.map((place, id) => ({ location: related(result, place, id) })) }],
});

function related(result: CheckResult, place: RelatedPlace, id: number): Sarif.Location {
  return {
    id,
    message: plainMessage(place.message),
    physicalLocation: { artifactLocation: artifact(result, place.file), region: regionOf(place.range) },
  };
}

function fixOf(result: CheckResult, fix: ReportedFix): readonly Sarif.Fix[] {
  if (fix.sensitive || fix.edits === undefined || fix.edits.length === 0) return [];
  const artifactChanges = fix.edits.map(({ file, edits }) => ({
    artifactLocation: artifact(result, file),
    replacements: edits.map(({ range, text }) => ({
      deletedRegion: regionOf(range),
      ...(text !== '' && { insertedContent: { text } }),
    })),
  }));
  return [{ description: { text: fix.title }, artifactChanges, properties: { id: fix.id, safety: fix.safety } }];
}

/** Code such as `a[0](b)` in a message would be read as a link. */
function plainMessage(text: string): Sarif.Message {
  return { text: text.replaceAll(/\[([^\]]*)\](?=\()/g, '\\[$1\\]') };
}

function regionOf({ start, end }: Range): Sarif.Region {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

function artifact(result: CheckResult, file: string): Sarif.ArtifactLocation {
  const path = pathIn(result.root, file);
  if (path !== file) return { uri: encodePath(path), uriBaseId: baseId };
  return { uri: `file://${file.startsWith('/') ? '' : '/'}${encodePath(file)}` };
}

/** As in RFC 3986; a drive's colon stays. */
function encodePath(path: string): string {
  return path
    .split('/')
    .map((segment) => (/^[A-Za-z]:$/.test(segment) ? segment : encodeURIComponent(segment)))
    .join('/');
}
