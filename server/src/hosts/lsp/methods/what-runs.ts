import type { WhatRunsParams, WhatRunsResult } from '../../../../../shared/src/protocol.ts';
import type { Session } from '../session.ts';

/** What Temper costs here: the time that each rule takes in a file, checked once for this, and the memory in use. */
export function whatRuns(session: Session) {
  return async ({ uri }: WhatRunsParams): Promise<WhatRunsResult> => {
    const document = uri === undefined ? undefined : session.documents.get(uri);
    const timed = document && (await session.queue.ask({ kind: 'timeRules', file: document.file }));
    const { rss, heapUsed } = process.memoryUsage();
    return {
      rules: timed?.rules ?? [],
      milliseconds: timed?.milliseconds ?? 0,
      ...(timed !== undefined && { workerMemory: timed.memory, types: timed.types }),
      mainMemory: heapUsed,
      processMemory: rss,
      openFiles: session.documents.all().length,
      filesWithFindings: session.publisher.uris.filter((each) => session.publisher.findingsOf(each).length > 0).length,
      isDegraded: session.queue.isDegraded,
    };
  };
}
