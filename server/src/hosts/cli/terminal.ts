/** What a command may use of the process it runs in, so that tests can stand in for it. */
export interface Terminal {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  err(text: string): void;
  readonly outIsTerminal: boolean;
  readonly errIsTerminal: boolean;
}

export function processTerminal(): Terminal {
  return {
    folder: process.cwd(),
    environment: process.env,
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    outIsTerminal: process.stdout.isTTY,
    errIsTerminal: process.stderr.isTTY,
  };
}

/** As https://no-color.org and Node itself have it: FORCE_COLOR wins, then NO_COLOR, then what stands at the other end. */
export function usesColor({ environment, outIsTerminal }: Terminal): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (environment['NO_COLOR']) return false;
  return outIsTerminal && environment['TERM'] !== 'dumb';
}
