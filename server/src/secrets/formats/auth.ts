import { marked, named, provider, structured, type SecretFormat } from '../format.ts';

const auth0 = provider('Auth0', 'act as the application and manage its users', 'https://manage.auth0.com');
const okta = provider(
  'Okta',
  'manage users and applications of the organization',
  'https://developer.okta.com/docs/guides/create-an-api-token/',
);
const clerk = provider('Clerk', 'read and change all users and sessions', 'https://dashboard.clerk.com');
const stytch = provider('Stytch', 'read and change all users and sessions', 'https://stytch.com/dashboard/api-keys');
const workOs = provider('WorkOS', 'read and change organizations and users', 'https://dashboard.workos.com/api-keys');
const descope = provider('Descope', 'manage users and tenants', 'https://app.descope.com');
const authress = provider('Authress', 'act as the service client', 'https://authress.io/app/#/settings');
const facebook = provider('Meta', 'act as the application or the page', 'https://developers.facebook.com/apps');
const twitter = provider('X', 'read and post as the account', 'https://developer.x.com/en/portal/dashboard');
const linkedIn = provider('LinkedIn', 'act as the application', 'https://www.linkedin.com/developers/apps');
const launchDarkly = provider(
  'LaunchDarkly',
  'read and change feature flags',
  'https://app.launchdarkly.com/settings/authorization',
);
const statsig = provider('Statsig', 'read and change feature gates', 'https://console.statsig.com/api_keys');
const onePassword = provider(
  '1Password',
  'read the vaults that it may see',
  'https://my.1password.com/developer-tools',
);
const vault = provider(
  'HashiCorp Vault',
  'read and change the secrets that its policies name',
  'https://developer.hashicorp.com/vault/docs/commands/token/revoke',
);
const doppler = provider('Doppler', 'read and change the secrets of the project', 'https://dashboard.doppler.com');
const infisical = provider('Infisical', 'read the secrets of the project', 'https://app.infisical.com');
const turnstile = provider(
  'Cloudflare Turnstile',
  'pass off bots as people',
  'https://dash.cloudflare.com/?to=/:account/turnstile',
);
const reCaptcha = provider('reCAPTCHA', 'pass off bots as people', 'https://www.google.com/recaptcha/admin');
const issuer = provider(
  'the issuer of the token',
  'act as whom the token names, for as long as it is valid',
  'https://jwt.io',
);
const openSsl = provider(
  'key pair',
  'sign, decrypt and log in as the key’s owner',
  'https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html',
);
const server = provider(
  'server',
  'log in as the user',
  'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
);
const ethereum = provider('Ethereum', 'move everything that the wallet holds', 'https://ethereum.org/en/wallets/');
const age = provider('age', 'decrypt what is encrypted to it', 'https://age-encryption.org');

export const jsonWebToken = structured(issuer, 'json-web-token', 'JSON Web Token', 'ACCESS_TOKEN', 'likely');
export const privateKey = structured(openSsl, 'private-key', 'private key', 'PRIVATE_KEY', 'certain');
export const urlCredentials = structured(server, 'url-credentials', 'password in a URL', 'SERVICE_URL', 'likely');
export const basicCredentials = structured(
  server,
  'basic-credentials',
  'user name and password in an Authorization header',
  'BASIC_AUTH',
  'likely',
);
export const bearerToken = structured(
  server,
  'bearer-token',
  'token in an Authorization header',
  'ACCESS_TOKEN',
  'likely',
);
export const curlCredentials = structured(server, 'curl-credentials', 'password given to curl', 'PASSWORD', 'likely');

export const auth: readonly SecretFormat[] = [
  jsonWebToken,
  privateKey,
  urlCredentials,
  basicCredentials,
  bearerToken,
  curlCredentials,
  named(
    auth0,
    'auth0-client-secret',
    'Auth0 client secret',
    'AUTH0_CLIENT_SECRET',
    ['auth0'],
    /[A-Za-z0-9_-]{64}/,
    'certain',
  ),
  named(okta, 'okta-token', 'Okta API token', 'OKTA_API_TOKEN', ['okta'], /00[A-Za-z0-9_-]{40}/, 'certain'),
  named(
    clerk,
    'clerk-secret-key',
    'Clerk secret key',
    'CLERK_SECRET_KEY',
    ['clerk'],
    /sk_(?:live|test)_[A-Za-z0-9]{30,60}/,
    'certain',
  ),
  marked(stytch, 'stytch-secret', 'Stytch secret', 'STYTCH_SECRET', /secret-(?:live|test)-[A-Za-z0-9_-]{32,44}={0,2}/, {
    keywords: ['secret-live-', 'secret-test-'],
  }),
  named(workOs, 'workos-api-key', 'WorkOS API key', 'WORKOS_API_KEY', ['workos'], /sk_[A-Za-z0-9_]{20,100}/, 'certain'),
  named(
    descope,
    'descope-management-key',
    'Descope management key',
    'DESCOPE_MANAGEMENT_KEY',
    ['descope'],
    /K2[A-Za-z0-9]{60,160}/,
    'certain',
  ),
  marked(
    authress,
    'authress-access-key',
    'Authress service client access key',
    'AUTHRESS_KEY',
    /(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[a-z0-9+/_=-]{30,120}/i,
    { keywords: ['sc_', 'ext_', 'scauth_', 'authress_'] },
  ),
  named(
    facebook,
    'facebook-secret',
    'Facebook app secret',
    'FACEBOOK_APP_SECRET',
    ['facebook', 'fbapp', 'fbsecret', 'metaapp', 'instagram'],
    /[0-9a-f]{32}/,
  ),
  marked(
    facebook,
    'facebook-app-token',
    'Facebook app access token',
    'FACEBOOK_ACCESS_TOKEN',
    /\d{15,16}(?:\||%7C)[A-Za-z0-9_-]{27,40}/i,
    { keywords: ['|', '%7C'], lead: 16, certainty: 'likely' },
  ),
  marked(
    facebook,
    'facebook-page-token',
    'Facebook access token',
    'FACEBOOK_ACCESS_TOKEN',
    /EAA[MC][A-Za-z0-9]{100,400}/,
    { keywords: ['EAAM', 'EAAC'] },
  ),
  marked(facebook, 'instagram-token', 'Instagram access token', 'INSTAGRAM_ACCESS_TOKEN', /IGQ[A-Za-z0-9_-]{100,300}/),
  marked(twitter, 'twitter-bearer-token', 'X bearer token', 'TWITTER_BEARER_TOKEN', /A{18,24}[A-Za-z0-9%]{40,140}/, {
    notBefore: 'A-Za-z0-9_+/=',
    keywords: ['AAAAAAAAAAAAAAAAAAAAA'],
    verify: hasDigits,
  }),
  named(
    twitter,
    'twitter-access-token',
    'X access token',
    'TWITTER_ACCESS_TOKEN',
    ['twitter', 'xaccesstoken'],
    /[0-9]{15,25}-[A-Za-z0-9]{20,40}/,
    'certain',
  ),
  named(
    twitter,
    'twitter-secret',
    'X API secret',
    'TWITTER_API_SECRET',
    ['twitter'],
    /[A-Za-z0-9]{25}|[A-Za-z0-9]{45}|[A-Za-z0-9]{50}/,
  ),
  named(
    linkedIn,
    'linkedin-client-secret',
    'LinkedIn client secret',
    'LINKEDIN_CLIENT_SECRET',
    ['linkedin'],
    /[A-Za-z0-9]{16}|WPL_AP1\.[A-Za-z0-9.=]{20,40}/,
  ),
  marked(
    launchDarkly,
    'launchdarkly-key',
    'LaunchDarkly key',
    'LAUNCHDARKLY_SDK_KEY',
    /(?:sdk|api)-[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/,
    { keywords: ['sdk-', 'api-'] },
  ),
  named(
    launchDarkly,
    'launchdarkly-access-token',
    'LaunchDarkly access token',
    'LAUNCHDARKLY_ACCESS_TOKEN',
    ['launchdarkly'],
    /[A-Za-z0-9=_-]{40}/,
  ),
  named(
    statsig,
    'statsig-secret',
    'Statsig server secret',
    'STATSIG_SERVER_SECRET',
    ['statsig'],
    /secret-[A-Za-z0-9]{40,60}/,
    'certain',
  ),
  marked(
    onePassword,
    '1password-service-token',
    '1Password service account token',
    'OP_SERVICE_ACCOUNT_TOKEN',
    /ops_eyJ[A-Za-z0-9+/_-]{247,2000}={0,3}/,
  ),
  marked(
    onePassword,
    '1password-secret-key',
    '1Password secret key',
    'OP_SECRET_KEY',
    /A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}/,
  ),
  marked(vault, 'vault-service-token', 'Vault service token', 'VAULT_TOKEN', /hvs\.[A-Za-z0-9_-]{24,300}/, {
    keywords: ['hvs.'],
    verify: hasDigits,
  }),
  marked(vault, 'vault-batch-token', 'Vault batch token', 'VAULT_TOKEN', /hvb\.[A-Za-z0-9_-]{100,400}/, {
    keywords: ['hvb.'],
  }),
  marked(vault, 'vault-recovery-token', 'Vault recovery token', 'VAULT_TOKEN', /hvr\.[A-Za-z0-9_-]{24,300}/, {
    keywords: ['hvr.'],
    verify: hasDigits,
  }),
  named(vault, 'vault-legacy-token', 'Vault token', 'VAULT_TOKEN', ['vault', 'token'], /s\.[A-Za-z0-9]{24}/),
  marked(
    doppler,
    'doppler-token',
    'Doppler token',
    'DOPPLER_TOKEN',
    /dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[a-z0-9_-]{2,40}\.)?[A-Za-z0-9]{40,44}/,
    { keywords: ['dp.'] },
  ),
  marked(
    infisical,
    'infisical-token',
    'Infisical service token',
    'INFISICAL_TOKEN',
    /st\.[0-9a-f]{24}\.[0-9a-f]{32}\.[0-9a-f]{32}/,
  ),
  named(
    turnstile,
    'turnstile-secret',
    'Turnstile secret key',
    'TURNSTILE_SECRET_KEY',
    ['turnstilesecret'],
    /0x4[A-Za-z0-9_-]{30,40}/,
    'certain',
  ),
  named(
    reCaptcha,
    'recaptcha-secret',
    'reCAPTCHA secret key',
    'RECAPTCHA_SECRET_KEY',
    ['captchasecret', 'captchaprivate'],
    /6L[A-Za-z0-9_-]{38}/,
    'certain',
  ),
  named(
    ethereum,
    'ethereum-private-key',
    'Ethereum private key',
    'PRIVATE_KEY',
    ['privatekey', 'deployerkey', 'walletkey', 'privkey'],
    /(?:0x)?[0-9a-fA-F]{64}/,
  ),
  marked(
    age,
    'age-secret-key',
    'age secret key',
    'AGE_SECRET_KEY',
    /AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}/,
  ),
];

function hasDigits(value: string): boolean {
  return /\d/.test(value);
}
