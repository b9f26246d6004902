/** A call that refuses to go on without a text, with words that say which is missing. */
interface InsistingCall {
  /** By the path of the callee. */
  readonly path: RegExp;
  /** Its words name the very thing, so that it helps wherever it stands; else only where nothing starts without it. */
  readonly isPlain?: true;
  /** The variable that it names. */
  readonly variable?: RegExp;
  /** An empty text will do for it, and fails later. */
  readonly takesEmpty?: true;
}

export const insistingCalls: readonly InsistingCall[] = [
  { path: /^@neondatabase\/serverless\b.*\bneon(?:\(\))?$/ },
  { path: /^(?:npm:)?web-push\b.*\bsetVapidDetails(?:\(\))?$/ },
  // `supabaseKey is required.`
  { path: /^@supabase\/(?:supabase-js|ssr)\b.*\bcreate(?:Browser|Server)?Client(?:\(\))?$/, isPlain: true },
  // `You used an empty string.`
  { path: /^@stripe\/stripe-js\b.*\bloadStripe(?:\(\))?$/, isPlain: true },
  { path: /^openai\b/, isPlain: true, variable: /^OPENAI_API_KEY$/, takesEmpty: true },
];
