/** What is asked of the operating system. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly read: (file: string) => string;
  readonly list: (folder: string) => readonly string[];
  readonly run: (program: string, args: readonly string[]) => string;
}

/**
 * The processor time that a process has taken, while all of it sleeps or is stopped: twice the same, and it does nothing. Undefined while
 * it runs, or waits for a processor or the disk, and where nobody can tell. A thread gets the text of this function, which therefore uses
 * nothing from around it.
 */
export function signOfLife(pid: number, { platform, read, list, run }: System): string | undefined {
  /** The state, and the processor time after it, of what may have any name. */
  const statOf = (file: string): readonly string[] =>
    read(file)
      .replace(/^.*\) /s, '')
      .split(' ');
  const timeOf = (stat: readonly string[]): number => Number(stat[11]) + Number(stat[12]);
  const ofLinux = (): string | undefined => {
    // Where no time is told of this process, none is told of others.
    if (!(timeOf(statOf('/proc/self/stat')) > 0)) return undefined;
    const states = list(`/proc/${pid}/task`).map((thread) => statOf(`/proc/${pid}/task/${thread}/stat`)[0] ?? 'R');
    return states.some((state) => /[RD]/.test(state)) ? undefined : String(timeOf(statOf(`/proc/${pid}/stat`)));
  };
  const ofMacOs = (): string | undefined => {
    const [state = 'R', time] = run('/bin/ps', ['-o', 'state=', '-o', 'time=', '-p', String(pid)])
      .trim()
      .split(/\s+/);
    return /^[RU]/.test(state) ? undefined : time;
  };
  try {
    if (platform === 'linux') return ofLinux();
    return platform === 'darwin' ? ofMacOs() : undefined;
  } catch {
    return undefined;
  }
}
