/** What is asked of the operating system. */
export interface System {
  readonly platform: NodeJS.Platform;
  readonly read: (file: string) => string;
  readonly list: (folder: string) => readonly string[];
  readonly run: (program: string, args: readonly string[]) => string;
}

export interface Life {
  /** Processor time, in milliseconds. */
  readonly spent: number;
  /** All of it sleeps or is stopped: nothing of it runs, or waits for a processor or the disk. */
  readonly isIdle: boolean;
}

/** What a process does; undefined where nobody can tell. A thread gets the text of this function, which therefore uses nothing from around it. */
export function lifeOf(pid: number, { platform, read, list, run }: System): Life | undefined {
  /** The state, and the processor time after it, of what may have any name. */
  const statOf = (file: string): readonly string[] =>
    read(file)
      .replace(/^.*\) /s, '')
      .split(' ');
  const clockTick = 10;
  const spentIn = (stat: readonly string[]): number => (Number(stat[11]) + Number(stat[12])) * clockTick;
  const ofLinux = (): Life | undefined => {
    // Where no time is told of this process, none is told of others.
    if (!(spentIn(statOf('/proc/self/stat')) > 0)) return undefined;
    const states = list(`/proc/${pid}/task`).map((thread) => statOf(`/proc/${pid}/task/${thread}/stat`)[0] ?? 'R');
    return { spent: spentIn(statOf(`/proc/${pid}/stat`)), isIdle: !states.some((state) => /[RD]/.test(state)) };
  };
  const ofMacOs = (): Life | undefined => {
    const told = run('/bin/ps', ['-o', 'state=', '-o', 'time=', '-p', String(pid)]);
    const [state = '', time = ''] = told.trim().split(/\s+/);
    const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
    return time === '' ? undefined : { spent: Math.round(seconds * 1000), isIdle: !/^[RU]/.test(state) };
  };
  try {
    if (platform === 'linux') return ofLinux();
    return platform === 'darwin' ? ofMacOs() : undefined;
  } catch {
    return undefined;
  }
}
