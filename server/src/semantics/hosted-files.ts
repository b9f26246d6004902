import type { ts } from '../engine/syntax.ts';

/** What the configuration of a host, such as Vercel, Netlify or Supabase, makes of a file. */
export interface HostedFile {
  /** Undefined where the configuration only says how the file is reached. */
  readonly runtime: 'node' | 'edge' | undefined;
  /** Other addresses that lead to it. */
  readonly addresses: readonly string[];
  /** The host starts it at set times. */
  readonly isScheduled: boolean;
  /** The host lets nobody in without a token of the project; missing where the configuration does not say. */
  readonly asksForToken?: boolean;
}

const hosted = new WeakMap<ts.SourceFile, HostedFile>();

/** Called once for each tree, before anybody asks what is in it. */
export function noteHosted(tree: ts.SourceFile, file: HostedFile | undefined): void {
  if (file === undefined) hosted.delete(tree);
  else hosted.set(tree, file);
}

export const hostedFile = (tree: ts.SourceFile): HostedFile | undefined => hosted.get(tree);
