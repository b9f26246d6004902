import { marked, named, provider, type SecretFormat } from '../format.ts';

const account = 'read and change what its owner may';
const notion = provider('Notion', 'read and change the pages shared with it', 'https://www.notion.so/my-integrations');
const linear = provider('Linear', 'read and change issues', 'https://linear.app/settings/api');
const asana = provider('Asana', 'read and change tasks', 'https://app.asana.com/0/my-apps');
const trello = provider('Trello', 'read and change boards', 'https://trello.com/power-ups/admin');
const clickUp = provider('ClickUp', 'read and change tasks', 'https://app.clickup.com/settings/apps');
const figma = provider('Figma', 'read and comment on files', 'https://www.figma.com/settings');
const dropbox = provider('Dropbox', 'read and change files', 'https://www.dropbox.com/developers/apps');
const typeform = provider('Typeform', 'read forms and answers', 'https://admin.typeform.com/user/tokens');
const hubSpot = provider('HubSpot', 'read and change contacts and deals', 'https://app.hubspot.com/private-apps');
const salesforce = provider('Salesforce', account, 'https://login.salesforce.com');
const zendesk = provider(
  'Zendesk',
  'read and answer tickets',
  'https://support.zendesk.com/hc/en-us/articles/4408889192858',
);
const freshBooks = provider('FreshBooks', 'read and change invoices', 'https://my.freshbooks.com/#/developer');
const frameIo = provider('Frame.io', 'read and change projects', 'https://developer.frame.io/app/tokens');
const adobe = provider('Adobe', 'act as the application', 'https://developer.adobe.com/console');
const adafruit = provider('Adafruit IO', 'read and write feeds', 'https://io.adafruit.com');
const etsy = provider('Etsy', 'act as the application', 'https://www.etsy.com/developers/your-apps');
const squarespace = provider('Squarespace', 'read orders and change products', 'https://account.squarespace.com');
const flickr = provider('Flickr', 'act as the application', 'https://www.flickr.com/services/apps/by/me');
const spotify = provider('Spotify', 'act as the application', 'https://developer.spotify.com/dashboard');
const nyTimes = provider('New York Times', 'use the owner’s quota', 'https://developer.nytimes.com/my-apps');
const looker = provider(
  'Looker',
  'read data and dashboards',
  'https://cloud.google.com/looker/docs/admin-panel-users-users',
);
const settleMint = provider('SettleMint', account, 'https://console.settlemint.com');
const school42 = provider('42', 'act as the application', 'https://profile.intra.42.fr/oauth/applications');
const meraki = provider('Cisco Meraki', 'change networks', 'https://dashboard.meraki.com');
const tailscale = provider(
  'Tailscale',
  'join and change the private network',
  'https://login.tailscale.com/admin/settings/keys',
);
const definedNetworking = provider(
  'Defined Networking',
  'join and change the private network',
  'https://admin.defined.net',
);
const ngrok = provider('ngrok', 'open tunnels as its owner', 'https://dashboard.ngrok.com/tunnels/authtokens');
const openShift = provider(
  'OpenShift',
  'use the cluster as its owner',
  'https://docs.openshift.com/container-platform/latest/authentication/managing-oauth-access-tokens.html',
);
const mapbox = provider('Mapbox', 'change styles and tokens', 'https://account.mapbox.com/access-tokens/');
const here = provider('HERE', 'use the owner’s quota of maps', 'https://platform.here.com/admin/apps');
const openWeather = provider('OpenWeather', 'use the owner’s quota', 'https://home.openweathermap.org/api_keys');
const maxMind = provider(
  'MaxMind',
  'download databases at the owner’s cost',
  'https://www.maxmind.com/en/accounts/current/license-key',
);
const rapidApi = provider('RapidAPI', 'call APIs at the owner’s cost', 'https://rapidapi.com/developer/apps');
const infura = provider('Infura', 'use the owner’s quota of the node', 'https://app.infura.io');
const pinterest = provider('Pinterest', 'read and change pins', 'https://developers.pinterest.com/apps/');
const revenueCat = provider('RevenueCat', 'read and change subscriptions', 'https://app.revenuecat.com');
const cloudinary = provider(
  'Cloudinary',
  'upload, change and delete media',
  'https://console.cloudinary.com/settings/api-keys',
);
const pusher = provider('Pusher', 'send events to all users', 'https://dashboard.pusher.com');
const liveKit = provider('LiveKit', 'join and change rooms', 'https://cloud.livekit.io');
const liveblocks = provider('Liveblocks', 'read and change rooms', 'https://liveblocks.io/dashboard');
const trigger = provider('Trigger.dev', 'start tasks and read their runs', 'https://cloud.trigger.dev');
const inngest = provider('Inngest', 'send events and call functions', 'https://app.inngest.com');
const wix = provider('Wix', 'read and change the site', 'https://manage.wix.com/account/api-keys');
const uploadThing = provider('UploadThing', 'upload and delete files', 'https://uploadthing.com/dashboard');

export const services: readonly SecretFormat[] = [
  marked(notion, 'notion-token', 'Notion token', 'NOTION_TOKEN', /ntn_\d{11}[A-Za-z0-9]{35}/),
  named(notion, 'notion-legacy-token', 'Notion token', 'NOTION_TOKEN', ['notion'], /secret_[A-Za-z0-9]{43}/, 'certain'),
  marked(linear, 'linear-api-key', 'Linear API key', 'LINEAR_API_KEY', /lin_api_[A-Za-z0-9]{40,44}/),
  marked(linear, 'linear-oauth-token', 'Linear OAuth token', 'LINEAR_TOKEN', /lin_oauth_[0-9a-f]{64}/),
  named(linear, 'linear-client-secret', 'Linear client secret', 'LINEAR_CLIENT_SECRET', ['linear'], /[0-9a-f]{32}/),
  named(
    asana,
    'asana-secret',
    'Asana client secret',
    'ASANA_CLIENT_SECRET',
    ['asana'],
    /[0-9a-z]{32}|\d\/\d{10,20}:[0-9a-f]{32}/,
  ),
  named(
    trello,
    'trello-key',
    'Trello key',
    'TRELLO_TOKEN',
    ['trello'],
    /[A-Za-z0-9]{32}|ATTA[0-9a-f]{64}[0-9A-F]{8}|[0-9a-f]{64}/,
  ),
  marked(clickUp, 'clickup-token', 'ClickUp token', 'CLICKUP_TOKEN', /pk_\d{6,10}_[A-Z0-9]{32}/),
  marked(figma, 'figma-token', 'Figma token', 'FIGMA_TOKEN', /fig[dour]_[A-Za-z0-9_-]{40,60}/, {
    keywords: ['figd_', 'figo_', 'figu_', 'figr_'],
  }),
  marked(
    dropbox,
    'dropbox-short-token',
    'Dropbox access token',
    'DROPBOX_ACCESS_TOKEN',
    /sl\.(?:u\.)?[A-Za-z0-9_-]{130,1200}/,
    { certainty: 'likely' },
  ),
  named(
    dropbox,
    'dropbox-key',
    'Dropbox key',
    'DROPBOX_APP_SECRET',
    ['dropbox'],
    /[a-z0-9]{15}|[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}/,
  ),
  marked(typeform, 'typeform-token', 'Typeform token', 'TYPEFORM_TOKEN', /tfp_[A-Za-z0-9_.=-]{59}/),
  marked(
    hubSpot,
    'hubspot-token',
    'HubSpot private app token',
    'HUBSPOT_ACCESS_TOKEN',
    /pat-(?:na|eu)\d-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
    { keywords: ['pat-na', 'pat-eu'] },
  ),
  named(
    hubSpot,
    'hubspot-api-key',
    'HubSpot API key',
    'HUBSPOT_API_KEY',
    ['hubspot'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i,
  ),
  named(
    salesforce,
    'salesforce-token',
    'Salesforce access token',
    'SALESFORCE_ACCESS_TOKEN',
    ['salesforce', 'sfdc', 'accesstoken'],
    /00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{80,120}/,
    'certain',
  ),
  named(zendesk, 'zendesk-token', 'Zendesk API token', 'ZENDESK_API_TOKEN', ['zendesk'], /[A-Za-z0-9]{40}/),
  named(freshBooks, 'freshbooks-token', 'FreshBooks token', 'FRESHBOOKS_TOKEN', ['freshbooks'], /[0-9a-z]{64}/),
  marked(frameIo, 'frameio-token', 'Frame.io token', 'FRAMEIO_TOKEN', /fio-u-[A-Za-z0-9_=-]{64}/),
  marked(adobe, 'adobe-client-secret', 'Adobe client secret', 'ADOBE_CLIENT_SECRET', /p8e-[A-Za-z0-9_-]{32}/),
  marked(adafruit, 'adafruit-io-key', 'Adafruit IO key', 'ADAFRUIT_IO_KEY', /aio_[A-Za-z]{4}\d{2}[A-Za-z0-9]{22}/),
  named(adafruit, 'adafruit-legacy-key', 'Adafruit IO key', 'ADAFRUIT_IO_KEY', ['adafruit'], /[A-Za-z0-9_-]{32}/),
  named(etsy, 'etsy-key', 'Etsy key', 'ETSY_API_KEY', ['etsy'], /[a-z0-9]{24}/),
  named(
    squarespace,
    'squarespace-token',
    'Squarespace API key',
    'SQUARESPACE_API_KEY',
    ['squarespace'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  named(flickr, 'flickr-secret', 'Flickr key', 'FLICKR_API_SECRET', ['flickr'], /[0-9a-z]{32}|[0-9a-f]{16}/),
  named(
    spotify,
    'spotify-client-secret',
    'Spotify client secret',
    'SPOTIFY_CLIENT_SECRET',
    ['spotify'],
    /[0-9a-f]{32}/,
  ),
  named(
    nyTimes,
    'nytimes-key',
    'New York Times API key',
    'NYTIMES_API_KEY',
    ['nytimes', 'newyorktimes', 'nytapi'],
    /[A-Za-z0-9=_-]{32}/,
  ),
  named(looker, 'looker-client-secret', 'Looker client secret', 'LOOKER_CLIENT_SECRET', ['looker'], /[A-Za-z0-9]{24}/),
  marked(
    settleMint,
    'settlemint-token',
    'SettleMint access token',
    'SETTLEMINT_TOKEN',
    /sm_(?:pat|aat|sat)_[A-Za-z0-9]{16}/,
    { keywords: ['sm_pat_', 'sm_aat_', 'sm_sat_'] },
  ),
  marked(
    school42,
    'intra42-client-secret',
    '42 client secret',
    'FORTYTWO_CLIENT_SECRET',
    /s-s4t2(?:ud|af)-[0-9a-f]{64}/,
    { keywords: ['s-s4t2ud-', 's-s4t2af-'] },
  ),
  named(meraki, 'meraki-api-key', 'Meraki API key', 'MERAKI_API_KEY', ['meraki'], /[0-9a-f]{40}/),
  marked(
    tailscale,
    'tailscale-key',
    'Tailscale key',
    'TAILSCALE_AUTHKEY',
    /tskey-[a-z]{2,12}-[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20,40}/,
  ),
  marked(
    definedNetworking,
    'defined-networking-key',
    'Defined Networking key',
    'DNKEY',
    /dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}/,
  ),
  named(
    ngrok,
    'ngrok-token',
    'ngrok token',
    'NGROK_AUTHTOKEN',
    ['ngrok'],
    /[0-9][A-Za-z0-9]{24,30}_[A-Za-z0-9]{19,24}/,
    'certain',
  ),
  marked(openShift, 'openshift-token', 'OpenShift user token', 'OPENSHIFT_TOKEN', /sha256~[A-Za-z0-9_-]{43}/),
  marked(
    mapbox,
    'mapbox-secret-token',
    'Mapbox secret token',
    'MAPBOX_SECRET_TOKEN',
    /sk\.eyJ[A-Za-z0-9_-]{30,200}\.[A-Za-z0-9_-]{20,40}/,
  ),
  marked(
    mapbox,
    'mapbox-public-token',
    'Mapbox public token',
    'MAPBOX_TOKEN',
    /pk\.[A-Za-z0-9_-]{50,200}\.[A-Za-z0-9_-]{20,40}/,
    { publishable: true },
  ),
  named(here, 'here-api-key', 'HERE API key', 'HERE_API_KEY', ['hereapikey', 'heremaps'], /[A-Za-z0-9_-]{43}/),
  named(
    openWeather,
    'openweather-key',
    'OpenWeather API key',
    'OPENWEATHER_API_KEY',
    ['weather', 'owmkey', 'owmapi'],
    /[0-9a-f]{32}/,
  ),
  marked(
    maxMind,
    'maxmind-license-key',
    'MaxMind license key',
    'MAXMIND_LICENSE_KEY',
    /[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk/,
    { keywords: ['_mmk'], lead: 36 },
  ),
  marked(
    rapidApi,
    'rapidapi-key',
    'RapidAPI key',
    'RAPIDAPI_KEY',
    /[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}/,
    { keywords: ['jsn'], lead: 35 },
  ),
  named(rapidApi, 'rapidapi-other-key', 'RapidAPI key', 'RAPIDAPI_KEY', ['rapidapi'], /[A-Za-z0-9_-]{50}/),
  named(
    infura,
    'infura-key',
    'Infura key',
    'INFURA_API_KEY',
    ['infura', 'alchemy', 'etherscan'],
    /[0-9a-f]{32}|[A-Za-z0-9_-]{32}|[A-Z0-9]{34}/,
  ),
  marked(pinterest, 'pinterest-token', 'Pinterest access token', 'PINTEREST_ACCESS_TOKEN', /pina_[A-Za-z0-9]{50,100}/),
  named(
    revenueCat,
    'revenuecat-secret',
    'RevenueCat secret key',
    'REVENUECAT_SECRET_KEY',
    ['revenuecat'],
    /sk_[A-Za-z0-9]{28,40}/,
    'certain',
  ),
  named(
    cloudinary,
    'cloudinary-secret',
    'Cloudinary API secret',
    'CLOUDINARY_API_SECRET',
    ['cloudinary'],
    /[A-Za-z0-9_-]{27}/,
  ),
  named(pusher, 'pusher-secret', 'Pusher secret', 'PUSHER_SECRET', ['pushersecret', 'pusherappsecret'], /[0-9a-f]{20}/),
  {
    ...named(liveKit, 'livekit-key', 'LiveKit API key', 'LIVEKIT_API_KEY', ['livekitapikey'], /API[A-Za-z0-9]{10,16}/),
    // The id of the secret below.
    publishable: true,
  },
  named(liveKit, 'livekit-secret', 'LiveKit API secret', 'LIVEKIT_API_SECRET', ['livekit'], /[A-Za-z0-9]{36,48}/),
  named(
    liveblocks,
    'liveblocks-secret',
    'Liveblocks secret key',
    'LIVEBLOCKS_SECRET_KEY',
    ['liveblocks'],
    /sk_(?:prod|dev)_[A-Za-z0-9_-]{60,80}/,
    'certain',
  ),
  marked(
    trigger,
    'trigger-secret-key',
    'Trigger.dev secret key',
    'TRIGGER_SECRET_KEY',
    /tr_(?:dev|prod|stg)_[A-Za-z0-9]{20,24}/,
    { keywords: ['tr_dev_', 'tr_prod_', 'tr_stg_'] },
  ),
  marked(
    inngest,
    'inngest-signing-key',
    'Inngest signing key',
    'INNGEST_SIGNING_KEY',
    /signkey-(?:prod|test|branch)-[0-9a-f]{64}/,
    { keywords: ['signkey-'] },
  ),
  marked(wix, 'wix-api-key', 'Wix API key', 'WIX_API_KEY', /IST\.eyJ[\w-]{20,400}\.eyJ[\w-]{40,4000}\.[\w-]{40,1000}/, {
    keywords: ['IST.eyJ'],
  }),
  named(
    uploadThing,
    'uploadthing-secret',
    'UploadThing secret',
    'UPLOADTHING_SECRET',
    ['uploadthing'],
    /sk_live_[0-9a-f]{64}/,
    'certain',
  ),
];
