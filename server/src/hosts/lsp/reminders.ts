import { MessageType } from 'vscode-languageserver';
import type { Finding } from '../../../../shared/src/finding.ts';
import type { Reminder } from '../../engine/rule.ts';
import { rules } from '../../rules/index.ts';
import type { Session } from './session.ts';

export function reminderOf({ rule: id, data }: Finding, fixId: string): Reminder | undefined {
  const rule = rules.find(({ meta }) => meta.id === id);
  return rule?.fixes.find((fix) => fix.id === fixId)?.afterwards?.(data);
}

/** Tells what is left to do; a page of somebody else's is opened only when the user asks for it. */
export async function remind(session: Session, { message, page }: Reminder): Promise<void> {
  const { connection, client } = session;
  if (page === undefined) return session.tell(MessageType.Info, message);
  if (!client.opensPages) return session.tell(MessageType.Info, `${message} ${page.address}`);
  const chosen = await connection.window.showInformationMessage(`Temper: ${message}`, { title: page.title });
  if (chosen?.title === page.title) await connection.window.showDocument({ uri: page.address, external: true });
}
