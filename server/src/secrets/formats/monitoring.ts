import { marked, named, provider, type SecretFormat } from '../format.ts';

const telemetry = 'read and send telemetry';
const datadog = provider('Datadog', telemetry, 'https://app.datadoghq.com/organization-settings/api-keys');
const sentry = provider('Sentry', 'read issues and change projects', 'https://sentry.io/settings/auth-tokens/');
const newRelic = provider('New Relic', telemetry, 'https://one.newrelic.com/api-keys');
const grafana = provider(
  'Grafana',
  'read and change dashboards and data sources',
  'https://grafana.com/docs/grafana/latest/administration/service-accounts/',
);
const dynatrace = provider(
  'Dynatrace',
  telemetry,
  'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients',
);
const honeycomb = provider('Honeycomb', telemetry, 'https://ui.honeycomb.io/account');
const axiom = provider('Axiom', telemetry, 'https://app.axiom.co/settings/api-tokens');
const rollbar = provider('Rollbar', 'read and send errors', 'https://rollbar.com/settings/');
const bugsnag = provider('Bugsnag', 'read errors and change projects', 'https://app.bugsnag.com/settings');
const pagerDuty = provider(
  'PagerDuty',
  'read and change incidents',
  'https://support.pagerduty.com/docs/api-access-keys',
);
const opsgenie = provider('Opsgenie', 'read and change alerts', 'https://app.opsgenie.com/settings/api-key-management');
const sumoLogic = provider('Sumo Logic', 'read and send logs', 'https://service.sumologic.com/ui/#/preferences');
const splunk = provider(
  'Splunk',
  'send events',
  'https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector',
);
const betterStack = provider('Better Stack', 'read and send logs', 'https://betterstack.com/settings/api-tokens');
const postHog = provider(
  'PostHog',
  'read people and events and change the project',
  'https://app.posthog.com/settings/user-api-keys',
);
const mixpanel = provider('Mixpanel', 'read events', 'https://mixpanel.com/settings/project');
const amplitude = provider('Amplitude', 'read events', 'https://analytics.amplitude.com');
const checkly = provider('Checkly', 'change checks', 'https://app.checklyhq.com/settings/user/api-keys');
const uptimeRobot = provider('UptimeRobot', 'change monitors', 'https://dashboard.uptimerobot.com/integrations');

export const monitoring: readonly SecretFormat[] = [
  named(
    datadog,
    'datadog-api-key',
    'Datadog key',
    'DD_API_KEY',
    ['datadog', 'ddapikey', 'ddappkey'],
    /[0-9a-z]{40}|[0-9a-f]{32}/,
  ),
  marked(
    sentry,
    'sentry-organization-token',
    'Sentry organization token',
    'SENTRY_AUTH_TOKEN',
    /sntrys_eyJ[A-Za-z0-9+/_-]{40,300}={0,2}_[A-Za-z0-9+/]{43}/,
  ),
  marked(sentry, 'sentry-user-token', 'Sentry user token', 'SENTRY_AUTH_TOKEN', /sntryu_[0-9a-f]{64}/),
  named(sentry, 'sentry-legacy-token', 'Sentry auth token', 'SENTRY_AUTH_TOKEN', ['sentry'], /[0-9a-f]{64}/),
  marked(newRelic, 'new-relic-user-key', 'New Relic user key', 'NEW_RELIC_API_KEY', /NRAK-[A-Za-z0-9]{27}/),
  marked(newRelic, 'new-relic-insert-key', 'New Relic insert key', 'NEW_RELIC_INSERT_KEY', /NRII-[A-Za-z0-9_-]{32}/),
  named(
    newRelic,
    'new-relic-license-key',
    'New Relic license key',
    'NEW_RELIC_LICENSE_KEY',
    ['newrelic'],
    /[0-9a-f]{36}NRAL|[0-9a-z]{64}|[0-9a-f]{40}/,
  ),
  marked(newRelic, 'new-relic-browser-key', 'New Relic browser key', 'NEW_RELIC_BROWSER_KEY', /NRJS-[0-9a-f]{19,20}/, {
    publishable: true,
  }),
  marked(grafana, 'grafana-api-key', 'Grafana API key', 'GRAFANA_API_KEY', /eyJrIjoi[A-Za-z0-9]{60,400}={0,3}/),
  marked(
    grafana,
    'grafana-cloud-token',
    'Grafana Cloud token',
    'GRAFANA_CLOUD_TOKEN',
    /glc_[A-Za-z0-9+/]{32,400}={0,3}/,
    { verify: hasDigits },
  ),
  marked(
    grafana,
    'grafana-service-account-token',
    'Grafana service account token',
    'GRAFANA_TOKEN',
    /glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8}/,
  ),
  marked(
    dynatrace,
    'dynatrace-token',
    'Dynatrace API token',
    'DYNATRACE_API_TOKEN',
    /dt0[cs]\d\d\.[A-Za-z0-9]{24}\.[A-Za-z0-9]{64}/,
    { keywords: ['dt0c', 'dt0s'] },
  ),
  marked(honeycomb, 'honeycomb-ingest-key', 'Honeycomb ingest key', 'HONEYCOMB_API_KEY', /hc[ab][il]k_[0-9a-z]{58}/, {
    keywords: ['hcaik_', 'hcalk_', 'hcbik_', 'hcblk_'],
  }),
  named(
    honeycomb,
    'honeycomb-api-key',
    'Honeycomb API key',
    'HONEYCOMB_API_KEY',
    ['honeycomb'],
    /[A-Za-z0-9]{22}|[0-9a-f]{32}/,
  ),
  marked(axiom, 'axiom-token', 'Axiom token', 'AXIOM_TOKEN', /xa[ap]t-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/, {
    keywords: ['xaat-', 'xapt-'],
  }),
  named(
    rollbar,
    'rollbar-token',
    'Rollbar access token',
    'ROLLBAR_ACCESS_TOKEN',
    ['rollbar'],
    /[0-9a-f]{32}|[0-9a-f]{128}/,
  ),
  named(
    bugsnag,
    'bugsnag-token',
    'Bugsnag auth token',
    'BUGSNAG_AUTH_TOKEN',
    ['bugsnagauth', 'bugsnagtoken'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  named(
    pagerDuty,
    'pagerduty-key',
    'PagerDuty key',
    'PAGERDUTY_API_KEY',
    ['pagerduty'],
    /[A-Za-z0-9_+-]{20}|[0-9a-f]{32}/,
  ),
  named(
    opsgenie,
    'opsgenie-key',
    'Opsgenie API key',
    'OPSGENIE_API_KEY',
    ['opsgenie'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  named(
    sumoLogic,
    'sumologic-access-key',
    'Sumo Logic access key',
    'SUMOLOGIC_ACCESS_KEY',
    ['sumo'],
    /[A-Za-z0-9]{64}/,
    'certain',
  ),
  named(
    splunk,
    'splunk-hec-token',
    'Splunk HEC token',
    'SPLUNK_HEC_TOKEN',
    ['splunk'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i,
  ),
  named(
    betterStack,
    'better-stack-token',
    'Better Stack source token',
    'BETTER_STACK_TOKEN',
    ['betterstack', 'logtail', 'betteruptime'],
    /[A-Za-z0-9]{24}/,
  ),
  marked(
    postHog,
    'posthog-personal-key',
    'PostHog personal API key',
    'POSTHOG_PERSONAL_API_KEY',
    /phx_[A-Za-z0-9]{40,50}/,
  ),
  marked(postHog, 'posthog-project-key', 'PostHog project key', 'POSTHOG_KEY', /phc_[A-Za-z0-9]{30,50}/, {
    publishable: true,
  }),
  named(
    mixpanel,
    'mixpanel-secret',
    'Mixpanel secret',
    'MIXPANEL_SECRET',
    ['mixpanelsecret', 'mixpanelapisecret'],
    /[0-9a-f]{32}|[A-Za-z0-9]{32}/,
  ),
  named(
    amplitude,
    'amplitude-secret',
    'Amplitude secret key',
    'AMPLITUDE_SECRET_KEY',
    ['amplitudesecret'],
    /[0-9a-f]{32}/,
  ),
  marked(checkly, 'checkly-api-key', 'Checkly API key', 'CHECKLY_API_KEY', /cu_[0-9a-f]{32}/),
  named(
    uptimeRobot,
    'uptimerobot-api-key',
    'UptimeRobot API key',
    'UPTIMEROBOT_API_KEY',
    ['uptimerobot'],
    /[um]\d{6,9}-[0-9a-f]{24}/,
    'certain',
  ),
];

function hasDigits(value: string): boolean {
  return /\d/.test(value);
}
