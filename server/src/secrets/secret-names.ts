/** What a name says about its value. */
export interface SecretName {
  /** In a sentence: `password`, `API key`. */
  readonly label: string;
  /** `weak` names such as `token` or `key` often hold something that is no secret: the value has to speak for it, too. */
  readonly strength: 'strong' | 'weak';
}

interface Term extends SecretName {
  readonly words: readonly string[];
}

function term(words: string, label: string, strength: Term['strength'] = 'strong'): Term {
  return { words: words.split(' '), label, strength };
}

/** The more specific first: the first that fits gives the label. */
const terms: readonly Term[] = [
  term('service role key', 'service role key'),
  term('service role', 'service role key', 'weak'),
  term('private key', 'private key'),
  term('secret access key', 'secret key'),
  term('secret key base', 'secret key'),
  term('secret key', 'secret key'),
  term('client secret', 'client secret'),
  term('signing secret', 'signing secret'),
  term('signing key', 'signing key'),
  term('webhook secret', 'webhook secret'),
  term('session secret', 'session secret'),
  term('cookie secret', 'cookie secret'),
  term('jwt secret', 'JWT secret'),
  term('jwt key', 'JWT key'),
  term('api secret', 'API secret'),
  term('api key', 'API key'),
  term('api keys', 'API key'),
  term('api token', 'API token'),
  term('access token', 'access token'),
  term('refresh token', 'refresh token'),
  term('auth token', 'auth token'),
  term('bearer token', 'bearer token'),
  term('bot token', 'bot token'),
  term('access key', 'access key'),
  term('auth key', 'auth key'),
  term('admin key', 'admin key'),
  term('master key', 'master key'),
  term('account key', 'account key'),
  term('shared key', 'shared key'),
  term('license key', 'license key', 'weak'),
  term('hmac key', 'HMAC key'),
  term('encryption key', 'encryption key'),
  term('encrypt key', 'encryption key'),
  term('crypto key', 'encryption key'),
  term('cipher key', 'encryption key'),
  term('aes key', 'encryption key'),
  // Mostly the name under which a password is kept somewhere else.
  term('password secret', 'secret', 'weak'),
  term('secret', 'secret'),
  term('secrets', 'secret'),
  term('secret or key', 'secret'),
  term('secret or private key', 'secret'),
  term('password', 'password'),
  term('passwords', 'password'),
  term('passwd', 'password'),
  term('passphrase', 'passphrase'),
  term('pwd', 'password'),
  ...['senha', 'contrasena', 'passwort', 'kennwort', 'motdepasse', 'wachtwoord'].map((word) => term(word, 'password')),
  term('pass', 'password', 'weak'),
  term('pw', 'password', 'weak'),
  term('pepper', 'pepper', 'weak'),
  term('credential', 'credential', 'weak'),
  term('credentials', 'credential', 'weak'),
  term('creds', 'credential', 'weak'),
  term('connection string', 'connection string', 'weak'),
  term('valid tokens', 'token'),
  term('token', 'token', 'weak'),
  term('bearer', 'bearer token', 'weak'),
  term('authorization', 'credential', 'weak'),
  term('auth', 'credential', 'weak'),
  term('key', 'key', 'weak'),
];

/** Words run together, which no change of case divides. */
const joined: ReadonlyMap<string, string> = new Map(
  Object.entries({
    apikey: 'api key',
    apikeys: 'api key',
    apisecret: 'api secret',
    apitoken: 'api token',
    accesskey: 'access key',
    accesstoken: 'access token',
    authkey: 'auth key',
    authtoken: 'auth token',
    clientsecret: 'client secret',
    privatekey: 'private key',
    secretkey: 'secret key',
    secretaccesskey: 'secret access key',
    signingkey: 'signing key',
    encryptionkey: 'encryption key',
    jwtsecret: 'jwt secret',
    jwtkey: 'jwt key',
    userpass: 'user pass',
    pgpassword: 'pg password',
    sshpass: 'ssh pass',
    dbpass: 'db pass',
    dbpassword: 'db password',
    dbpwd: 'db pwd',
    mypassword: 'my password',
    userpassword: 'user password',
    adminpassword: 'admin password',
    rootpassword: 'root password',
    publickey: 'public key',
    keyid: 'key id',
  }),
);

/** After the word that says secret: the value is about the secret, not the secret itself. */
const about = setOf(
  'field fields input inputs label labels placeholder hint title text message messages msg error errors invalid required',
  'regex regexp pattern format rule rules policy policies validation validator schema type types kind mode method algorithm',
  'alg encoding name names id ids url uri urls endpoint path route link href page screen view modal dialog form button btn tab',
  'icon selector class classname style prefix suffix length min max size count limit expiry expires expiration ttl lifetime age',
  'timeout interval duration date at header headers param params parameter query column table index attribute attr prop property',
  'option options setting settings config event action status state step section category description desc help info tooltip',
  'template subject file filename dir folder location locator source provider issuer audience scope scopes claim claims version',
  'env variable var vars ref reference arn resource service client manager factory handler callback fn function component store',
  'encrypted ciphertext hash hashes hashed digest checksum fingerprint salt rounds strength score level toggle visibility visible shown show hidden',
  'reset change changed confirm confirmation forgot forgotten recovery updated update create created delete deleted usage address',
  'contract symbol mint decimals balance amount price supply icon logo image color colour chars charset alphabet characters str2',
  'word words storage cache map list set array row rows item items model interface dto enum constant constants key_name group role roles',
  'request response result preview mask masked redacted example sample mock stub test fake dummy placeholder default_text i18n',
  'mismatch incorrect weak missing required_error not too must cannot failed failure success sent copied copy generate generated',
);

/** Before it: the key or token is one of another sort. */
const otherKeys = setOf(
  'public publishable anon site primary foreign sort partition hash range cache query storage local session react row object map index',
  'group unique composite candidate surrogate hot arrow shortcut keyboard shift ctrl alt meta enter escape esc tab space modifier access_mode',
  'translation locale i18n lang language message label data field column prop property param sorting filter search lookup item entry idempotency',
  'config settings setting metadata attribute header cookie dictionary dict enum json yaml xml route path file folder bucket s3 event topic',
  'redis prefix namespace scope feature flag experiment analytics chart series axis tree node menu nav active selected current',
  'result default last first next prev previous other same any each this that by on press down up is has show piano music musical answer',
  'vapid_public rsa_public ssh_public pub verify verification verifying dedupe dedup dedupe_key routing ordering shard version issue project jira',
  'test design color colour spacing theme font style layout template placeholder now indexnow',
);

const otherTokens = setOf(
  'csrf xsrf design color theme style syntax lexer parser ast input output prompt completion total max min num per used context window next page',
  'cancel cancellation abort injection di continuation pagination cursor sync start end open close eof erc20 erc721 nft base quote native wrapped',
  'contract usdc usdt weth sol spl bsc reward stake lp gas fee payment_method string number operator punctuator keyword identifier mention',
);

/** `CHATS_PER_PASS`, `boardingPass`: a turn, a ticket. */
const otherPasses = setOf(
  'per first second third single each every all next last multi two boarding render shadow low high band bus train season day monthly weekly event gate',
);

function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(' ')));
}

/** `stripeAPIKey`, `STRIPE_API_KEY`, `stripe-api-key` and `stripe.apikey` are all `stripe api key`. */
export function wordsOfName(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .flatMap((word) => (joined.get(word) ?? word).split(' '));
}

/** Undefined for a name that does not say that its value is secret. */
export function secretNameOf(name: string): SecretName | undefined {
  if (!said.has(name)) {
    if (said.size >= mostNames) said.clear();
    said.set(name, whatIsSaidBy(name));
  }
  return said.get(name);
}

/** The same names are asked about at every keystroke; of values nothing is ever remembered. */
const said = new Map<string, SecretName | undefined>();
const mostNames = 5_000;

function whatIsSaidBy(name: string): SecretName | undefined {
  if (name.length > 80 || name.length < 2) return undefined;
  const words = wordsOfName(name);
  let head: Term | undefined;
  let end = 0;
  // What stands last says what it is: `REFRESH_TOKEN_SECRET` is a secret. Of two that end there, the more specific one.
  for (const each of terms) {
    const at = placeOf(each.words, words);
    if (at < 0 || at + each.words.length <= end) continue;
    head = each;
    end = at + each.words.length;
  }
  return head === undefined || isOfAnotherSort(head, words, end - head.words.length) ? undefined : head;
}

/** The last place, since the head of a name stands at its end. */
function placeOf(wanted: readonly string[], words: readonly string[]): number {
  for (let at = words.length - wanted.length; at >= 0; at -= 1) {
    if (wanted.every((word, offset) => words[at + offset] === word)) return at;
  }
  return -1;
}

function isOfAnotherSort({ words: own, strength }: Term, words: readonly string[], at: number): boolean {
  const before = words.slice(0, at);
  const after = words.slice(at + own.length);
  if (after.some((word) => about.has(word) || (word.endsWith('s') && about.has(word.slice(0, -1))))) return true;
  // `ACCESS_TOKEN_KEY` and `passwordKey` say under which key it is kept.
  if (/^(token|password|pass|pwd)$/.test(own[own.length - 1] ?? '') && /^keys?$/.test(after[0] ?? '')) return true;
  if (before.some((word) => nouns.has(word)) || words.includes('public') || words.includes('publishable')) return true;
  // A word that is not known to be harmless still says that the value is something else: `passwordManager`, `authState`.
  if (strength === 'weak' && after.some((word) => !tails.has(word))) return true;
  const last = own[own.length - 1];
  const nearest = before[before.length - 1];
  if (own.length === 1 && last === 'key') return nearest === undefined || otherKeys.has(nearest);
  if (own.length === 1 && last === 'token') return nearest !== undefined && otherTokens.has(nearest);
  if (own.length === 1 && last === 'pass' && nearest !== undefined && otherPasses.has(nearest)) return true;
  if (own.length === 1 && (last === 'auth' || last === 'pass')) return nearest !== undefined && verbs.has(nearest);
  return false;
}

/** `hasPassword`, `isTokenValid`, `showApiKey`, `forgotPassword`: a question, an action, a text. */
const verbs = setOf('is has show hide can should needs use enable disable require requires no with without did will');
const nouns = setOf(
  'is has show hide can should needs test e2 e2e mock fake dummy sample example stub enable disable require requires forgot forgotten reset change invalid missing wrong incorrect regex validate check',
  'label placeholder hint title hashed hash encrypted min max enter anon common weak leaked breached forbidden blocked denied banned generate generated',
  'categorize classify describe detect identify mask redact explain',
  'non matching mismatched bad bogus expired unknown authenticity',
);
const tails = setOf(
  'value string secret prod production dev development live local staging admin root main default base64 b64 hex env real raw 0 1 2 3 v1 v2 old new db database',
);

/** `jwtSecret` is kept in `JWT_SECRET`. */
export const environmentNameOf = (name: string): string => {
  const text = /^[A-Z][A-Z0-9_]*$/.test(name) ? name : wordsOfName(name).join('_').toUpperCase();
  return /^[0-9]/.test(text) ? `SECRET_${text}` : text;
};
