import { endsInHexChecksum } from '../checksums.ts';
import { marked, named, provider, type SecretFormat } from '../format.ts';

const aws = provider(
  'AWS',
  'do in the account whatever its owner may: start machines, read buckets and databases, run up bills',
  'https://console.aws.amazon.com/iam/home#/security_credentials',
);
const google = provider(
  'Google Cloud',
  'call the APIs of the project in its name',
  'https://console.cloud.google.com/apis/credentials',
);
const digitalOcean = provider(
  'DigitalOcean',
  'create, change and delete machines and databases',
  'https://cloud.digitalocean.com/account/api/tokens',
);
const cloudflare = provider(
  'Cloudflare',
  'change DNS, Workers and whatever else its permissions name',
  'https://dash.cloudflare.com/profile/api-tokens',
);
const alibaba = provider('Alibaba Cloud', 'use the account’s resources', 'https://ram.console.aliyun.com/manage/ak');
const tencent = provider('Tencent Cloud', 'use the account’s resources', 'https://console.tencentcloud.com/cam/capi');
const heroku = provider('Heroku', 'deploy, read configuration and scale apps', 'https://dashboard.heroku.com/account');
const fly = provider('Fly.io', 'deploy and destroy machines', 'https://fly.io/user/personal_access_tokens');
const vercel = provider(
  'Vercel',
  'deploy and read the environment of projects',
  'https://vercel.com/account/settings/tokens',
);
const netlify = provider('Netlify', 'deploy and change sites', 'https://app.netlify.com/user/applications');
const render = provider('Render', 'deploy and change services', 'https://dashboard.render.com/u/settings#api-keys');
const railway = provider('Railway', 'deploy and change services', 'https://railway.com/account/tokens');
const scalingo = provider('Scalingo', 'deploy and change apps', 'https://dashboard.scalingo.com/account/tokens');
const yandex = provider('Yandex Cloud', 'use the account’s resources', 'https://console.yandex.cloud/iam');
const linode = provider(
  'Akamai Linode',
  'create, change and delete machines',
  'https://cloud.linode.com/profile/tokens',
);
const hetzner = provider('Hetzner Cloud', 'create, change and delete machines', 'https://console.hetzner.cloud');
const vultr = provider('Vultr', 'create, change and delete machines', 'https://my.vultr.com/settings/#settingsapi');
const ibm = provider('IBM Cloud', 'use the account’s resources', 'https://cloud.ibm.com/iam/apikeys');
const fastly = provider(
  'Fastly',
  'purge and change services at the edge',
  'https://manage.fastly.com/account/personal/tokens',
);

export const awsSecretAccessKey = named(
  aws,
  'aws-secret-access-key',
  'AWS secret access key',
  'AWS_SECRET_ACCESS_KEY',
  ['aws', 'secretaccesskey', 's3secret'],
  /[A-Za-z0-9/+]{40}/,
  'certain',
);

export const cloud: readonly SecretFormat[] = [
  marked(
    aws,
    'aws-access-key-id',
    'AWS access key id',
    'AWS_ACCESS_KEY_ID',
    /(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])[A-Z2-7]{16}/,
    {
      keywords: ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'],
      certainty: 'doubtful',
    },
  ),
  awsSecretAccessKey,
  named(
    aws,
    'aws-session-token',
    'AWS session token',
    'AWS_SESSION_TOKEN',
    ['awssessiontoken'],
    /[A-Za-z0-9/+]{100,1000}={0,2}/,
  ),
  marked(
    aws,
    'aws-bedrock-api-key',
    'Amazon Bedrock API key',
    'AWS_BEARER_TOKEN_BEDROCK',
    /ABSK[A-Za-z0-9+/]{109,269}={0,2}/,
  ),
  marked(
    aws,
    'aws-bedrock-short-term-key',
    'short-term Amazon Bedrock API key',
    'AWS_BEARER_TOKEN_BEDROCK',
    /bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,2000}/,
    { certainty: 'likely' },
  ),
  marked(
    google,
    'google-oauth-client-secret',
    'Google OAuth client secret',
    'GOOGLE_CLIENT_SECRET',
    /GOCSPX-[A-Za-z0-9_-]{28}/,
  ),
  marked(
    google,
    'google-oauth-access-token',
    'Google OAuth access token',
    'GOOGLE_ACCESS_TOKEN',
    /ya29\.[A-Za-z0-9_-]{60,1000}/,
    { certainty: 'likely' },
  ),
  named(
    google,
    'google-refresh-token',
    'Google refresh token',
    'GOOGLE_REFRESH_TOKEN',
    ['refreshtoken', 'google', 'gmail'],
    /1\/\/0[A-Za-z0-9_-]{40,200}/,
  ),
  marked(
    digitalOcean,
    'digitalocean-personal-token',
    'DigitalOcean personal access token',
    'DIGITALOCEAN_TOKEN',
    /dop_v1_[0-9a-f]{64}/,
  ),
  marked(
    digitalOcean,
    'digitalocean-oauth-token',
    'DigitalOcean OAuth token',
    'DIGITALOCEAN_TOKEN',
    /doo_v1_[0-9a-f]{64}/,
  ),
  marked(
    digitalOcean,
    'digitalocean-refresh-token',
    'DigitalOcean refresh token',
    'DIGITALOCEAN_REFRESH_TOKEN',
    /dor_v1_[0-9a-f]{64}/,
  ),
  marked(
    cloudflare,
    'cloudflare-api-token',
    'Cloudflare API token',
    'CLOUDFLARE_API_TOKEN',
    /cf(?:at|ut|k)_[A-Za-z0-9]{40}[0-9a-f]{8}/,
    { keywords: ['cfat_', 'cfut_', 'cfk_'], verify: endsInHexChecksum },
  ),
  marked(
    cloudflare,
    'cloudflare-origin-ca-key',
    'Cloudflare origin CA key',
    'CLOUDFLARE_ORIGIN_CA_KEY',
    /v1\.0-[0-9a-f]{24}-[0-9a-f]{146}/,
  ),
  named(
    cloudflare,
    'cloudflare-global-api-key',
    'Cloudflare global API key',
    'CLOUDFLARE_API_KEY',
    ['cloudflare', 'cfapikey'],
    /[0-9a-f]{37}/,
  ),
  named(
    cloudflare,
    'cloudflare-legacy-api-token',
    'Cloudflare API token',
    'CLOUDFLARE_API_TOKEN',
    ['cloudflare', 'cfapitoken'],
    /[A-Za-z0-9_-]{40}/,
  ),
  marked(
    alibaba,
    'alibaba-access-key-id',
    'Alibaba Cloud access key id',
    'ALIBABA_CLOUD_ACCESS_KEY_ID',
    /LTAI[A-Za-z0-9]{17,24}/,
    { certainty: 'doubtful' },
  ),
  named(
    alibaba,
    'alibaba-access-key-secret',
    'Alibaba Cloud access key secret',
    'ALIBABA_CLOUD_ACCESS_KEY_SECRET',
    ['alibaba', 'aliyun', 'alicloud', 'osssecret'],
    /[A-Za-z0-9]{30}/,
  ),
  marked(tencent, 'tencent-secret-id', 'Tencent Cloud secret id', 'TENCENTCLOUD_SECRET_ID', /AKID[A-Za-z0-9]{32}/, {
    certainty: 'doubtful',
  }),
  named(
    tencent,
    'tencent-secret-key',
    'Tencent Cloud secret key',
    'TENCENTCLOUD_SECRET_KEY',
    ['tencent', 'qcloud'],
    /[A-Za-z0-9]{32}/,
  ),
  marked(heroku, 'heroku-api-key', 'Heroku API key', 'HEROKU_API_KEY', /HRKU-AA[0-9A-Za-z_-]{58}/),
  named(
    heroku,
    'heroku-legacy-api-key',
    'Heroku API key',
    'HEROKU_API_KEY',
    ['heroku'],
    /[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}/,
  ),
  marked(fly, 'fly-access-token', 'Fly.io access token', 'FLY_API_TOKEN', /fo1_[A-Za-z0-9_-]{43}/),
  marked(fly, 'fly-macaroon', 'Fly.io token', 'FLY_API_TOKEN', /fm(?:1[ar]|2)_[A-Za-z0-9+/]{100,2000}={0,3}/, {
    keywords: ['fm1a_', 'fm1r_', 'fm2_'],
  }),
  marked(vercel, 'vercel-token', 'Vercel token', 'VERCEL_TOKEN', /vc[pirk]_[A-Za-z0-9]{32,60}/, {
    keywords: ['vcp_', 'vci_', 'vcr_', 'vck_'],
  }),
  marked(vercel, 'vercel-app-token', 'Vercel app token', 'VERCEL_TOKEN', /vca_[A-Za-z0-9]{32,60}/),
  marked(
    vercel,
    'vercel-blob-token',
    'Vercel Blob token',
    'BLOB_READ_WRITE_TOKEN',
    /vercel_blob_rw_[A-Za-z0-9]{16}_[A-Za-z0-9]{30}/,
  ),
  named(vercel, 'vercel-legacy-token', 'Vercel token', 'VERCEL_TOKEN', ['vercel', 'zeittoken'], /[A-Za-z0-9]{24}/),
  marked(
    netlify,
    'netlify-personal-token',
    'Netlify personal access token',
    'NETLIFY_AUTH_TOKEN',
    /nfp_[A-Za-z0-9]{36}/,
  ),
  named(
    netlify,
    'netlify-legacy-token',
    'Netlify access token',
    'NETLIFY_AUTH_TOKEN',
    ['netlify'],
    /[A-Za-z0-9_-]{40,46}/,
  ),
  marked(render, 'render-api-key', 'Render API key', 'RENDER_API_KEY', /rnd_[A-Za-z0-9]{28,32}/),
  named(
    railway,
    'railway-token',
    'Railway token',
    'RAILWAY_TOKEN',
    ['railway'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  marked(scalingo, 'scalingo-api-token', 'Scalingo API token', 'SCALINGO_API_TOKEN', /tk-us-[A-Za-z0-9_-]{48}/),
  marked(yandex, 'yandex-api-key', 'Yandex Cloud API key', 'YANDEX_API_KEY', /AQVN[A-Za-z0-9_-]{35,38}/),
  named(
    yandex,
    'yandex-iam-token',
    'Yandex IAM token',
    'YANDEX_IAM_TOKEN',
    ['yandex', 'iamtoken'],
    /t1\.[A-Za-z0-9_-]{1,500}={0,2}\.[A-Za-z0-9_-]{86}={0,2}/,
  ),
  named(
    yandex,
    'yandex-static-key',
    'Yandex static access key',
    'YANDEX_SECRET_KEY',
    ['yandex'],
    /YC[A-Za-z0-9_-]{38}/,
  ),
  named(linode, 'linode-token', 'Linode API token', 'LINODE_TOKEN', ['linode'], /[0-9a-f]{64}/),
  named(hetzner, 'hetzner-token', 'Hetzner Cloud token', 'HCLOUD_TOKEN', ['hcloud', 'hetzner'], /[A-Za-z0-9]{64}/),
  named(vultr, 'vultr-api-key', 'Vultr API key', 'VULTR_API_KEY', ['vultr'], /[A-Z0-9]{36}/),
  named(
    ibm,
    'ibm-cloud-api-key',
    'IBM Cloud API key',
    'IBMCLOUD_API_KEY',
    ['ibmcloud', 'bluemix', 'watson'],
    /[A-Za-z0-9_-]{44}/,
  ),
  named(fastly, 'fastly-api-token', 'Fastly API token', 'FASTLY_API_TOKEN', ['fastly'], /[A-Za-z0-9_-]{32}/),
];
