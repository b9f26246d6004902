import type { AcceptedParams } from '../../../../../shared/src/protocol.ts';
import type { Session } from '../session.ts';

export function accepted(session: Session) {
  return ({ uri, version }: AcceptedParams): void => {
    const document = session.documents.get(uri);
    // What was typed since may be half done.
    if (document?.version === version) session.scheduler.accepted(document);
  };
}
