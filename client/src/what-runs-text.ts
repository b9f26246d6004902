import type { WhatRunsResult } from '../../shared/src/protocol.ts';
import type { Localization } from './localization.ts';

/** What Temper does in a file and what it costs, as Markdown, the dearest rule first. */
export function whatRunsText(result: WhatRunsResult, file: string | undefined, l10n: Localization): string {
  const { rules, milliseconds } = result;
  const dearestFirst = rules.toSorted((one, other) => other.milliseconds - one.milliseconds);
  const rows = dearestFirst.map(
    ({ rule, milliseconds: own, tier, findings }) => `| ${rule} | ${rounded(own)} | ${tier} | ${findings} |`,
  );
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
          [
            `| ${l10n.t('rule')} | ms | ${l10n.t('tier')} | ${l10n.t('findings')} |`,
            '| --- | ---: | --- | ---: |',
            ...rows,
          ].join('\n'),
          l10n.t('What several rules ask for, such as types, counts for the one that asks first.'),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
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
