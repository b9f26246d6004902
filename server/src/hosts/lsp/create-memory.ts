import { contentKey } from './content-key.ts';
import { dayOf } from './analysis-options.ts';
import { circumstancesOf } from './circumstances.ts';
import { systemClock } from './clock.ts';
import { isBaselineFile } from './files.ts';
import type { KnownFile } from './known-files.ts';
import type { Session } from './session.ts';
import { WorkspaceMemory } from './workspace-memory.ts';

/** The memory of a session's workspace, in the folder that the client has for it. */
export function createMemory(session: Session, installation: string): WorkspaceMemory {
  const { storage } = session.client;
  return new WorkspaceMemory({
    clock: systemClock,
    file: storage === undefined ? undefined : `${storage}/findings.gz`,
    circumstances: (files) => circumstancesOf(installation, session.surroundings, files),
    keysOf: (files) => session.queue.ask({ kind: 'contentKeys', files }),
    isSettled: () => session.queue.isIdle && session.check.last?.cancelled === false,
    openFiles: () => openFiles(session),
    recalled: (file, known) => show(session, file, known),
    failed: (reason) => session.log.once(`What was found cannot be kept for the next start: ${String(reason)}`),
  });
}

function openFiles({ documents, dependents, closedFiles }: Session): ReadonlyMap<string, KnownFile> {
  const today = dayOf(new Date());
  const ofWorkspace = documents
    .all()
    .filter(({ file, isFlowCurrent }) => isFlowCurrent && !isBaselineFile(file) && closedFiles.includes(file));
  return new Map(
    ofWorkspace.map(({ file, text, found }) => {
      const imports = dependents.importsOf(file);
      const missesImports = dependents.incomplete.has(file);
      return [file, { key: contentKey(text, today), findings: found, limits: [], imports, missesImports }];
    }),
  );
}

function show({ documents, dependents, publisher, uriOf }: Session, file: string, known: KnownFile): void {
  if (documents.ofFile(file) !== undefined) return;
  dependents.set(file, known.imports, known.missesImports);
  publisher.publish(uriOf(file), undefined, known.findings);
}
