import type { ShowBaselinedParams } from '../../../../../shared/src/protocol.ts';
import type { Session } from '../session.ts';

export function showBaselined(session: Session) {
  return ({ show }: ShowBaselinedParams): void => {
    session.baselines.isShown = show;
    session.showBaselines();
  };
}
