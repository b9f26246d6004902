import { addToBaselineCommand, type AddToBaselineParams } from '../../../shared/src/protocol.ts';
import { pickFinding } from '../findings/pick-finding.ts';
import type { ShownFinding } from '../findings/shown-findings.ts';
import type { LanguageServer } from '../language-server.ts';

export async function baselineFinding(server: LanguageServer, argument: unknown): Promise<void> {
  const shown = await pickFinding(server.shown, argument);
  if (shown !== undefined) await add(server, shown, undefined);
}

/** Remembers by its fingerprint, never by its value, that something only looks like a secret. */
export async function notASecret(server: LanguageServer, argument: unknown): Promise<void> {
  const families = await server.familiesOfRules();
  const shown = await pickFinding(server.shown, argument, ({ finding }) => families.get(finding.rule) === 'secrets');
  if (shown !== undefined) await add(server, shown, 'Not a secret.');
}

async function add(
  server: LanguageServer,
  { uri, finding: { rule, fingerprint } }: ShownFinding,
  reason: string | undefined,
): Promise<void> {
  const client = server.client;
  const params: AddToBaselineParams = {
    uri: client.code2ProtocolConverter.asUri(uri),
    rule,
    fingerprint,
    ...(reason !== undefined && { reason }),
  };
  await client.sendRequest('workspace/executeCommand', { command: addToBaselineCommand, arguments: [params] });
}
