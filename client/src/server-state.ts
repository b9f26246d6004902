/** What the language server is doing, as seen from outside its process. */
export type ServerState =
  /** Not wanted: `temper.enable` is off everywhere. */
  | { readonly kind: 'off' }
  | { readonly kind: 'starting' }
  /** `recovered` when this process took the place of one that crashed. */
  | { readonly kind: 'running'; readonly recovered: boolean }
  /** It crashed and comes back, after a pause. */
  | { readonly kind: 'recovering' }
  /** It crashed too often and waits for the user. */
  | { readonly kind: 'failed'; readonly crashes: number };
