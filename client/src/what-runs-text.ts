import type { WhatRunsResult } from '../../shared/src/protocol.ts';
import type { Localization } from './localization.ts';

/** What Temper does in a file and what it costs, as Markdown, the dearest rule first. */
export function whatRunsText(result: WhatRunsResult, file: string | undefined, l10n: Localization): string {
  const { rules, milliseconds } = result;
  const dearestFirst = rules.toSorted((one, other) => other.milliseconds - one.milliseconds);
  const rows = dearestFirst.map((each) => [
    each.rule,
    rounded(each.milliseconds).toFixed(1),
    each.tier,
    String(each.findings),
  ]);
  const parts = [
    `# ${l10n.t('What Temper runs, and how long')}`,
    ...memory(result, l10n),
    ...(file === undefined || rules.length === 0
      ? [l10n.t('Open a file and run the command again to see the time of each rule.')]
      : [
          l10n.t(
            '{0} was checked anew in {1} ms, all of it, as when it is opened; a keystroke has less to do.',
            `\`${file}\``,
            rounded(milliseconds),
          ),
          table([l10n.t('rule'), 'ms', l10n.t('tier'), l10n.t('findings')], rows),
          l10n.t('What several rules ask for, such as types, counts for the one that asks first.'),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** In columns, because it is read as it stands; every other one holds numbers. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const isNumber = (at: number): boolean => at % 2 === 1;
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => (isNumber(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0))).join(' | ')} |`;
  const divider = widths.map((width, at) => (isNumber(at) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width)));
  return [line(head), line(divider), ...rows.map(line)].join('\n');
}

function memory(result: WhatRunsResult, l10n: Localization): readonly string[] {
  const { processMemory, mainMemory, workerMemory, types, openFiles, filesWithFindings, isDegraded } = result;
  return [
    l10n.t('The language server takes {0} MB.', megabytes(processMemory)),
    [
      `- ${l10n.t('the loop that answers the editor: {0} MB', megabytes(mainMemory))}`,
      ...(workerMemory === undefined ? [] : [`- ${l10n.t('the analysis: {0} MB', megabytes(workerMemory))}`]),
      ...(types === undefined ? [] : [`- ${l10n.t('types come from TypeScript {0}', types === 'native' ? 7 : 6)}`]),
      `- ${l10n.t('open files: {0}; files with findings: {1}', openFiles, filesWithFindings)}`,
    ].join('\n'),
    ...(isDegraded ? [l10n.t('The analysis ended too often: only rules that need no types or data flow run.')] : []),
  ];
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_000_000);
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
