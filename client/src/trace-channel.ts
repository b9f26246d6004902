import type { LogOutputChannel } from 'vscode';

/**
 * Where the protocol's library traces messages to, without their content: that is the user's code, and of a fix that moves a secret
 * the secret itself.
 */
export function traceChannel(channel: LogOutputChannel): LogOutputChannel {
  const trace = (message: string): void => {
    const line = tracedLine(message);
    if (line !== undefined) channel.trace(line);
  };
  return Object.create(channel, { trace: { value: trace } }) as LogOutputChannel;
}

/** The line that names the message; of one that is traced as JSON there is none. */
function tracedLine(message: string): string | undefined {
  const [line = ''] = message.split('\n');
  return line.startsWith('{') ? undefined : line;
}
