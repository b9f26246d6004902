import { marked, named, provider, structured, type SecretFormat } from '../format.ts';

const data = 'read and change the data';
const supabase = provider(
  'Supabase',
  'read and change every row, past all row level security',
  'https://supabase.com/dashboard/project/_/settings/api-keys',
);
const supabaseAccount = provider(
  'Supabase',
  'change and delete the account’s projects',
  'https://supabase.com/dashboard/account/tokens',
);
const planetScale = provider('PlanetScale', data, 'https://app.planetscale.com');
const neon = provider('Neon', data, 'https://console.neon.tech/app/settings/api-keys');
const mongo = provider('MongoDB Atlas', data, 'https://cloud.mongodb.com');
const upstash = provider('Upstash', data, 'https://console.upstash.com');
const pinecone = provider('Pinecone', 'read and change the index', 'https://app.pinecone.io');
const qdrant = provider('Qdrant', 'read and change the collections', 'https://cloud.qdrant.io');
const weaviate = provider('Weaviate', 'read and change the collections', 'https://console.weaviate.cloud');
const convex = provider('Convex', 'deploy and read all data', 'https://dashboard.convex.dev');
const xata = provider('Xata', data, 'https://app.xata.io/settings');
const turso = provider('Turso', data, 'https://app.turso.tech');
const fauna = provider('Fauna', data, 'https://dashboard.fauna.com');
const elastic = provider('Elastic', 'read and change indices and deployments', 'https://cloud.elastic.co/account/keys');
const clickHouse = provider('ClickHouse Cloud', 'change services and read data', 'https://clickhouse.cloud');
const confluent = provider('Confluent', 'read and write topics', 'https://confluent.cloud/settings/api-keys');
const aiven = provider('Aiven', data, 'https://console.aiven.io/profile/tokens');
const snowflake = provider('Snowflake', data, 'https://app.snowflake.com');
const databricks = provider(
  'Databricks',
  'run jobs and read tables as its owner',
  'https://docs.databricks.com/en/dev-tools/auth/pat.html',
);
const algolia = provider('Algolia', 'change and delete indices', 'https://dashboard.algolia.com/account/api-keys');
const meilisearch = provider('Meilisearch', 'change and delete indices', 'https://cloud.meilisearch.com');
const typesense = provider('Typesense', 'change and delete collections', 'https://cloud.typesense.org');
const contentful = provider(
  'Contentful',
  'read and change content',
  'https://app.contentful.com/account/profile/cma_tokens',
);
const sanity = provider('Sanity', 'read and change content', 'https://www.sanity.io/manage');
const airtable = provider('Airtable', 'read and change bases', 'https://airtable.com/create/tokens');
const anyDatabase = provider(
  'database',
  data,
  'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
);

export const supabaseServiceRole = structured(
  supabase,
  'supabase-service-role-key',
  'Supabase service-role key',
  'SUPABASE_SERVICE_ROLE_KEY',
  'certain',
);
export const supabaseAnon = structured(
  supabase,
  'supabase-anon-key',
  'Supabase anon key',
  'SUPABASE_ANON_KEY',
  'likely',
  true,
);
export const databaseUrl = structured(
  anyDatabase,
  'database-url',
  'database password in a connection URL',
  'DATABASE_URL',
  'likely',
);
export const connectionString = structured(
  anyDatabase,
  'connection-string',
  'password in a connection string',
  'DATABASE_CONNECTION_STRING',
  'likely',
);

export const databases: readonly SecretFormat[] = [
  supabaseServiceRole,
  supabaseAnon,
  databaseUrl,
  connectionString,
  marked(
    supabase,
    'supabase-secret-key',
    'Supabase secret key',
    'SUPABASE_SECRET_KEY',
    /sb_secret_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8}/,
  ),
  marked(
    supabase,
    'supabase-publishable-key',
    'Supabase publishable key',
    'SUPABASE_PUBLISHABLE_KEY',
    /sb_publishable_[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8}/,
    { publishable: true },
  ),
  marked(
    supabaseAccount,
    'supabase-access-token',
    'Supabase access token',
    'SUPABASE_ACCESS_TOKEN',
    /sbp_(?:v0_)?[0-9a-f]{40}/,
  ),
  marked(
    planetScale,
    'planetscale-password',
    'PlanetScale password',
    'DATABASE_PASSWORD',
    /pscale_pw_[A-Za-z0-9=_.-]{32,64}/,
  ),
  marked(
    planetScale,
    'planetscale-token',
    'PlanetScale service token',
    'PLANETSCALE_SERVICE_TOKEN',
    /pscale_tkn_[A-Za-z0-9=_.-]{32,64}/,
  ),
  marked(
    planetScale,
    'planetscale-oauth-token',
    'PlanetScale OAuth token',
    'PLANETSCALE_OAUTH_TOKEN',
    /pscale_oauth_[A-Za-z0-9=_.-]{32,64}/,
  ),
  marked(neon, 'neon-api-key', 'Neon API key', 'NEON_API_KEY', /napi_[a-z0-9]{60,68}/),
  marked(neon, 'neon-password', 'Neon database password', 'PGPASSWORD', /npg_[A-Za-z0-9]{12,16}/, {
    verify: hasDigitOrBothCases,
  }),
  marked(
    mongo,
    'mongodb-service-account-secret',
    'MongoDB Atlas service account secret',
    'MONGODB_ATLAS_CLIENT_SECRET',
    /mdb_sa_sk_[A-Za-z0-9_-]{40}/,
  ),
  named(
    upstash,
    'upstash-token',
    'Upstash REST token',
    'UPSTASH_REDIS_REST_TOKEN',
    ['upstash', 'kvrestapitoken'],
    /A[A-Za-z0-9_=-]{40,120}/,
    'certain',
  ),
  marked(
    pinecone,
    'pinecone-api-key',
    'Pinecone API key',
    'PINECONE_API_KEY',
    /pcsk_[A-Za-z0-9]{5,7}_[A-Za-z0-9]{60,65}/,
  ),
  named(
    pinecone,
    'pinecone-legacy-api-key',
    'Pinecone API key',
    'PINECONE_API_KEY',
    ['pinecone'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  named(qdrant, 'qdrant-api-key', 'Qdrant API key', 'QDRANT_API_KEY', ['qdrant'], /[A-Za-z0-9_-]{40,80}/),
  named(
    weaviate,
    'weaviate-api-key',
    'Weaviate API key',
    'WEAVIATE_API_KEY',
    ['weaviate', 'wcdapikey', 'wcsapikey'],
    /[A-Za-z0-9]{36,40}/,
  ),
  named(
    convex,
    'convex-deploy-key',
    'Convex deploy key',
    'CONVEX_DEPLOY_KEY',
    ['convex'],
    /(?:prod|preview|project|dev):[a-z0-9:-]{3,80}\|[A-Za-z0-9+/=_-]{40,300}/,
    'certain',
  ),
  marked(xata, 'xata-api-key', 'Xata API key', 'XATA_API_KEY', /xau_[A-Za-z0-9]{32,40}/),
  named(
    turso,
    'turso-token',
    'Turso token',
    'TURSO_AUTH_TOKEN',
    ['turso', 'libsql'],
    /eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_-]{20,500}/,
    'certain',
  ),
  named(fauna, 'fauna-secret', 'Fauna secret', 'FAUNA_SECRET', ['fauna'], /fn[A-Za-z0-9_-]{38,40}/, 'certain'),
  marked(elastic, 'elastic-cloud-key', 'Elastic Cloud API key', 'EC_API_KEY', /essu_[A-Za-z0-9+/_=-]{60,120}/),
  named(
    elastic,
    'elasticsearch-api-key',
    'Elasticsearch API key',
    'ELASTICSEARCH_API_KEY',
    ['elastic'],
    /[A-Za-z0-9+/_-]{58,60}={0,2}/,
  ),
  marked(
    clickHouse,
    'clickhouse-cloud-secret',
    'ClickHouse Cloud API secret',
    'CLICKHOUSE_API_SECRET',
    /4b1d[A-Za-z0-9]{38}/,
    { verify: hasDigitOrBothCases },
  ),
  named(
    confluent,
    'confluent-secret',
    'Confluent API secret',
    'CONFLUENT_API_SECRET',
    ['confluent'],
    /[A-Za-z0-9+/]{64}|[A-Za-z0-9]{16}/,
  ),
  marked(aiven, 'aiven-password', 'Aiven service password', 'DATABASE_PASSWORD', /AVNS_[A-Za-z0-9_-]{19,24}/),
  named(
    snowflake,
    'snowflake-password',
    'Snowflake password',
    'SNOWFLAKE_PASSWORD',
    ['snowflakepassword', 'snowflakepwd'],
    /\S{12,64}/,
  ),
  marked(
    databricks,
    'databricks-token',
    'Databricks access token',
    'DATABRICKS_TOKEN',
    /dapi[0-9a-fA-F]{32}(?:-\d{1,2})?/,
  ),
  named(algolia, 'algolia-admin-key', 'Algolia API key', 'ALGOLIA_ADMIN_KEY', ['algolia'], /[0-9a-f]{32}/),
  named(meilisearch, 'meilisearch-key', 'Meilisearch key', 'MEILISEARCH_MASTER_KEY', ['meili'], /[0-9a-f]{40,64}/),
  named(typesense, 'typesense-key', 'Typesense admin key', 'TYPESENSE_API_KEY', ['typesense'], /[A-Za-z0-9]{32,64}/),
  marked(
    contentful,
    'contentful-management-token',
    'Contentful management token',
    'CONTENTFUL_MANAGEMENT_TOKEN',
    /CFPAT-[A-Za-z0-9_-]{43}/,
  ),
  named(
    contentful,
    'contentful-delivery-token',
    'Contentful token',
    'CONTENTFUL_ACCESS_TOKEN',
    ['contentful'],
    /[A-Za-z0-9=_-]{43}/,
  ),
  named(sanity, 'sanity-token', 'Sanity token', 'SANITY_API_TOKEN', ['sanity'], /sk[A-Za-z0-9]{80,200}/, 'certain'),
  marked(
    airtable,
    'airtable-personal-token',
    'Airtable personal access token',
    'AIRTABLE_TOKEN',
    /pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/,
  ),
  named(airtable, 'airtable-api-key', 'Airtable API key', 'AIRTABLE_API_KEY', ['airtable'], /[A-Za-z0-9]{17}/),
];

function hasDigitOrBothCases(value: string): boolean {
  const body = value.slice(value.indexOf('_') + 1);
  return /\d/.test(body) && /[A-Za-z]/.test(body);
}
