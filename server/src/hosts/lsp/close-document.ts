import type { OpenDocument } from './open-document.ts';
import type { Session } from './session.ts';

/** Lets go of a document; what is known about a file of the workspace stays on screen, then follows the disk. */
export function closeDocument(session: Session, document: OpenDocument, stays: 'stays' | 'goes' = 'stays'): void {
  const { documents, scheduler, queue, texts, arrivals, pulls, closedFiles, publisher, check } = session;
  const { uri, file } = document;
  documents.close(document);
  scheduler.closed(document);
  queue.closed(file);
  texts.forget(file);
  arrivals.forget(uri);
  pulls.release(uri);
  if (stays === 'stays' && closedFiles.includes(file)) {
    queue.checkInBackground([file]);
    return;
  }
  publisher.clear(uri);
  check.finished(file);
}
