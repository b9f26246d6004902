import { secretNameOf, wordsOfName } from './secret-names.ts';

/** Build tools write the value of a variable of such a name into what browsers load. */
export const publicPrefix = /^(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|PUBLIC)_/;

/** A name with such a prefix, wherever it stands. */
export const publicNames = /\b(?:NEXT_PUBLIC|VITE|REACT_APP|EXPO_PUBLIC|NUXT_PUBLIC|GATSBY|PUBLIC)_[A-Z0-9_]{2,80}\b/g;

export interface ServerSecret {
  /** In a sentence: `JWT secret`, `OpenAI API key`. */
  readonly label: string;
  /** The name without what makes it public. */
  readonly name: string;
}

/** A variable that browsers are given and that, by its name, holds what only a server may know. */
export function exposedSecret(variable: string): ServerSecret | undefined {
  if (!publicPrefix.test(variable)) return undefined;
  return serverSecret(variable.replace(publicPrefix, ''));
}

/** A variable that, by its name, holds what only a server may know. Many keys are made to be published, so a name has to say more than `API_KEY`. */
export function serverSecret(name: string): ServerSecret | undefined {
  const words = withoutTails(wordsOfName(name));
  if (words.some((word) => shown.has(word))) return undefined;
  const said = secretNameOf(name);
  if (said !== undefined && serverLabels.has(said.label) && heads.has(words.at(-1) ?? ''))
    return { label: said.label, name };
  return ofProvider(words, name) ?? ofOwner(words, name) ?? ofStore(words, name) ?? ofWallet(words, name);
}

/** `KEY_PROD`, `SECRET_2` */
function withoutTails(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !/^(?:prod|production|dev|development|live|staging|v?\d+)$/.test(word));
  return words.slice(0, last + 1);
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Keys and passwords that are meant to be seen, and words about them. */
const shown = setOf(
  'public publishable anon site storefront demo guest trial sample example test sandbox browser search enable disable enabled disabled show hide require has is use',
);

const serverLabels: ReadonlySet<string> = new Set([
  'service role key',
  'private key',
  'secret key',
  'client secret',
  'signing secret',
  'signing key',
  'webhook secret',
  'session secret',
  'cookie secret',
  'JWT secret',
  'JWT key',
  'API secret',
  'bot token',
  'admin key',
  'master key',
  'HMAC key',
  'encryption key',
  'secret',
  'password',
  'passphrase',
]);

const heads = setOf('secret secrets key token password passwd pwd passphrase role base');

/** Services whose keys act, and spend, in the name of whoever has them, by words of a variable's name. */
const providers: readonly (readonly [words: string, name: string])[] = [
  ['openai', 'OpenAI'],
  ['open ai', 'OpenAI'],
  ['anthropic', 'Anthropic'],
  ['claude', 'Anthropic'],
  ['gemini', 'Gemini'],
  ['genai', 'Gemini'],
  ['google ai', 'Gemini'],
  ['groq', 'Groq'],
  ['grok', 'xAI'],
  ['xai', 'xAI'],
  ['mistral', 'Mistral'],
  ['cohere', 'Cohere'],
  ['deepseek', 'DeepSeek'],
  ['perplexity', 'Perplexity'],
  ['openrouter', 'OpenRouter'],
  ['open router', 'OpenRouter'],
  ['together', 'Together AI'],
  ['replicate', 'Replicate'],
  ['huggingface', 'Hugging Face'],
  ['hugging face', 'Hugging Face'],
  ['hf', 'Hugging Face'],
  ['elevenlabs', 'ElevenLabs'],
  ['eleven labs', 'ElevenLabs'],
  ['deepgram', 'Deepgram'],
  ['assemblyai', 'AssemblyAI'],
  ['stability', 'Stability AI'],
  ['heygen', 'HeyGen'],
  ['runway', 'Runway'],
  ['lovable', 'Lovable'],
  ['langchain', 'LangSmith'],
  ['langsmith', 'LangSmith'],
  ['pinecone', 'Pinecone'],
  ['tavily', 'Tavily'],
  ['serper', 'Serper'],
  ['serpapi', 'SerpApi'],
  ['firecrawl', 'Firecrawl'],
  ['sendgrid', 'SendGrid'],
  ['resend', 'Resend'],
  ['mailgun', 'Mailgun'],
  ['postmark', 'Postmark'],
  ['brevo', 'Brevo'],
  ['sendinblue', 'Brevo'],
  ['mailchimp', 'Mailchimp'],
  ['twilio', 'Twilio'],
  ['github', 'GitHub'],
  ['gitlab', 'GitLab'],
  ['notion', 'Notion'],
  ['airtable', 'Airtable'],
  ['slack', 'Slack'],
  ['discord', 'Discord'],
  ['telegram', 'Telegram'],
  ['cloudflare', 'Cloudflare'],
  ['vercel', 'Vercel'],
  ['netlify', 'Netlify'],
  ['pinata', 'Pinata'],
  ['sentry auth', 'Sentry'],
];

const keyed = /^(?:api key|api token|access token|auth token|personal access token|key|token|jwt|pat)$/;

/** `OPENAI_API_KEY`, `PINATA_JWT` */
function ofProvider(words: readonly string[], name: string): ServerSecret | undefined {
  const text = words.join(' ');
  for (const [provider, label] of providers) {
    const at = ` ${text} `.indexOf(` ${provider} `);
    if (at < 0) continue;
    const rest = text.slice(at + (provider.endsWith(' auth') ? provider.length - 4 : provider.length + 1)).trim();
    if (keyed.test(rest)) return { label: `${label} ${/token|jwt|pat/.test(rest) ? 'token' : 'API key'}`, name };
  }
  return undefined;
}

/** `ADMIN_API_KEY`, `INTERNAL_TOKEN`, `SUPABASE_SERVICE_KEY` */
function ofOwner(words: readonly string[], name: string): ServerSecret | undefined {
  if (/(?:^| )supabase service key$/.test(words.join(' '))) return { label: 'service role key', name };
  const [last, isAdmin] = [words.at(-1), words.some((word) => /^(?:admin|internal|master|root|superuser)$/.test(word))];
  if (!isAdmin || secretNameOf(name) === undefined || (last !== 'key' && last !== 'token')) return undefined;
  return { label: last === 'key' ? 'admin key' : 'admin token', name };
}

/** `MONGODB_URI`, `POSTGRES_URL` */
function ofStore(words: readonly string[], name: string): ServerSecret | undefined {
  const isStore = words.some((word) => /^(?:mongo|mongodb|postgres|postgresql|pg|mysql|mariadb|redis)$/.test(word));
  return isStore && /^(?:url|uri|dsn|string)$/.test(words.at(-1) ?? '')
    ? { label: 'connection string of the database', name }
    : undefined;
}

const ofWallet = (words: readonly string[], name: string): ServerSecret | undefined =>
  /(?:^| )(?:mnemonic|seed phrase)$/.test(words.join(' ')) ? { label: 'seed phrase', name } : undefined;
