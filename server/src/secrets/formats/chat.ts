import { marked, named, provider, type SecretFormat } from '../format.ts';

const slack = provider('Slack', 'read and write messages in the workspace', 'https://api.slack.com/apps');
const discord = provider(
  'Discord',
  'act as the bot on every server that it is in',
  'https://discord.com/developers/applications',
);
const telegram = provider('Telegram', 'read and write messages as the bot', 'https://t.me/BotFather');
const teams = provider('Microsoft Teams', 'post into the channel', 'https://teams.microsoft.com');
const googleChat = provider('Google Chat', 'post into the space', 'https://chat.google.com');
const feishu = provider('Feishu', 'post into the group', 'https://open.feishu.cn');
const dingTalk = provider('DingTalk', 'post into the group', 'https://open-dev.dingtalk.com');
const mattermost = provider(
  'Mattermost',
  'read and write messages',
  'https://docs.mattermost.com/developer/personal-access-tokens.html',
);
const gitter = provider('Gitter', 'read and write messages', 'https://developer.gitter.im/apps');
const twitch = provider('Twitch', 'act as the application', 'https://dev.twitch.tv/console/apps');
const line = provider('LINE', 'send messages as the channel', 'https://developers.line.biz/console/');
const intercom = provider(
  'Intercom',
  'read and write conversations with customers',
  'https://app.intercom.com/a/apps/_/developer-hub',
);
const zoom = provider('Zoom', 'act as the application', 'https://marketplace.zoom.us');
const zapier = provider('Zapier', 'start the automation', 'https://zapier.com/app/zaps');
const ifttt = provider('IFTTT', 'start the owner’s applets', 'https://ifttt.com/maker_webhooks/settings');
const make = provider('Make', 'start the scenario', 'https://www.make.com');
const sendbird = provider('Sendbird', 'read and write messages of all users', 'https://dashboard.sendbird.com');

export const chat: readonly SecretFormat[] = [
  marked(
    slack,
    'slack-bot-token',
    'Slack bot token',
    'SLACK_BOT_TOKEN',
    /xoxb-[0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9]{16,40}/,
  ),
  marked(slack, 'slack-numbered-bot-token', 'Slack bot token', 'SLACK_BOT_TOKEN', /xoxb-[0-9]{8,14}-[0-9]{10,14}/, {
    certainty: 'likely',
  }),
  marked(
    slack,
    'slack-renamed-bot-token',
    'Slack bot token',
    'SLACK_BOT_TOKEN',
    /xoxb-[0-9]{8,14}-[A-Za-z0-9-]{16,40}/,
    { certainty: 'likely' },
  ),
  marked(
    slack,
    'slack-user-token',
    'Slack user token',
    'SLACK_USER_TOKEN',
    /xox[pe](?:-[0-9]{8,14}){3}-[A-Za-z0-9]{24,40}/,
    { keywords: ['xoxp-', 'xoxe-'] },
  ),
  marked(
    slack,
    'slack-app-token',
    'Slack app token',
    'SLACK_APP_TOKEN',
    /xapp-[0-9]-[A-Za-z0-9]{8,14}-[0-9]{8,14}-[A-Za-z0-9]{24,80}/,
  ),
  marked(
    slack,
    'slack-config-token',
    'Slack configuration token',
    'SLACK_CONFIG_TOKEN',
    /xoxe\.xox[bp]-[0-9]-[A-Za-z0-9]{100,200}/,
    { keywords: ['xoxe.xox'] },
  ),
  marked(
    slack,
    'slack-config-refresh-token',
    'Slack configuration refresh token',
    'SLACK_CONFIG_REFRESH_TOKEN',
    /xoxe-[0-9]-[A-Za-z0-9]{100,200}/,
  ),
  marked(
    slack,
    'slack-workspace-token',
    'Slack workspace token',
    'SLACK_TOKEN',
    /xox[ar]-(?:[0-9]-)?(?:[0-9]{8,14}-){0,3}[A-Za-z0-9]{10,48}/,
    { keywords: ['xoxa-', 'xoxr-'], verify: hasDigits },
  ),
  marked(
    slack,
    'slack-session-token',
    'Slack session token',
    'SLACK_TOKEN',
    /xox[os]-(?:[0-9]{6,14}-){1,3}[A-Za-z0-9]{10,70}/,
    { keywords: ['xoxo-', 'xoxs-'] },
  ),
  marked(slack, 'slack-cookie', 'Slack session cookie', 'SLACK_COOKIE', /xoxd-[A-Za-z0-9%+/=]{60,500}/),
  marked(
    slack,
    'slack-webhook',
    'Slack webhook',
    'SLACK_WEBHOOK_URL',
    /(?:https?:\/\/)?hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+/_-]{40,70}/,
    { keywords: ['https://hooks.slack', 'http://hooks.slack', 'hooks.slack'] },
  ),
  named(
    discord,
    'discord-bot-token',
    'Discord bot token',
    'DISCORD_TOKEN',
    ['discord', 'bottoken'],
    /[MNO][A-Za-z0-9_-]{23,25}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,45}/,
    'certain',
  ),
  marked(
    discord,
    'discord-webhook',
    'Discord webhook',
    'DISCORD_WEBHOOK_URL',
    /https:\/\/(?:ptb\.|canary\.)?discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{17,20}\/[A-Za-z0-9_-]{60,72}/,
    { keywords: ['https://discord', 'https://ptb.discord', 'https://canary.discord'] },
  ),
  named(
    discord,
    'discord-client-secret',
    'Discord client secret',
    'DISCORD_CLIENT_SECRET',
    ['discord'],
    /[A-Za-z0-9_-]{32}|[0-9a-f]{64}/,
  ),
  marked(
    telegram,
    'telegram-bot-token',
    'Telegram bot token',
    'TELEGRAM_BOT_TOKEN',
    /(?:bot)?[0-9]{8,10}:AA[A-Za-z0-9_-]{33}/,
    { keywords: [':AA'], lead: 13 },
  ),
  marked(
    teams,
    'teams-webhook',
    'Microsoft Teams webhook',
    'TEAMS_WEBHOOK_URL',
    /https:\/\/[a-z0-9-]{1,60}\.webhook\.office\.com\/webhookb2\/[A-Za-z0-9@-]{36,80}\/IncomingWebhook\/[A-Za-z0-9]{32}\/[A-Za-z0-9-]{36}(?:\/[A-Za-z0-9_-]{1,80})?/,
    { keywords: ['.webhook.office.com'], lead: 68 },
  ),
  marked(
    googleChat,
    'google-chat-webhook',
    'Google Chat webhook',
    'GOOGLE_CHAT_WEBHOOK_URL',
    /https:\/\/chat\.googleapis\.com\/v1\/spaces\/[A-Za-z0-9_-]{6,20}\/messages\?key=[A-Za-z0-9_-]{39}&token=[A-Za-z0-9_%-]{30,80}/,
  ),
  marked(
    feishu,
    'feishu-webhook',
    'Feishu webhook',
    'FEISHU_WEBHOOK_URL',
    /https:\/\/open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
    { keywords: ['https://open.feishu', 'https://open.larksuite'] },
  ),
  marked(
    dingTalk,
    'dingtalk-webhook',
    'DingTalk webhook',
    'DINGTALK_WEBHOOK_URL',
    /https:\/\/oapi\.dingtalk\.com\/robot\/send\?access_token=[0-9a-f]{64}/,
  ),
  marked(
    zapier,
    'zapier-webhook',
    'Zapier webhook',
    'ZAPIER_WEBHOOK_URL',
    /https:\/\/hooks\.zapier\.com\/hooks\/catch\/\d{4,12}\/[a-z0-9]{6,12}/,
    { certainty: 'likely' },
  ),
  marked(
    ifttt,
    'ifttt-webhook',
    'IFTTT webhook key',
    'IFTTT_WEBHOOK_URL',
    /https:\/\/maker\.ifttt\.com\/trigger\/[\w-]{1,60}\/(?:json\/)?with\/key\/[A-Za-z0-9_-]{20,60}/,
  ),
  marked(
    make,
    'make-webhook',
    'Make webhook',
    'MAKE_WEBHOOK_URL',
    /https:\/\/hook\.(?:eu|us)[12]\.make\.com\/[a-z0-9]{32}/,
    { keywords: ['https://hook.eu', 'https://hook.us'], certainty: 'likely' },
  ),
  named(mattermost, 'mattermost-token', 'Mattermost access token', 'MATTERMOST_TOKEN', ['mattermost'], /[0-9a-z]{26}/),
  named(gitter, 'gitter-token', 'Gitter access token', 'GITTER_TOKEN', ['gitter'], /[A-Za-z0-9_-]{40}/),
  named(twitch, 'twitch-secret', 'Twitch secret', 'TWITCH_CLIENT_SECRET', ['twitch'], /[0-9a-z]{30}/),
  named(
    line,
    'line-channel-token',
    'LINE channel access token',
    'LINE_CHANNEL_ACCESS_TOKEN',
    ['channelaccesstoken', 'linetoken', 'lineaccesstoken'],
    /[A-Za-z0-9+/]{160,180}=/,
    'certain',
  ),
  named(intercom, 'intercom-token', 'Intercom access token', 'INTERCOM_TOKEN', ['intercom'], /[A-Za-z0-9=_-]{60}/),
  named(zoom, 'zoom-client-secret', 'Zoom client secret', 'ZOOM_CLIENT_SECRET', ['zoom'], /[A-Za-z0-9]{32}/),
  named(sendbird, 'sendbird-token', 'Sendbird API token', 'SENDBIRD_API_TOKEN', ['sendbird'], /[0-9a-f]{40}/),
];

function hasDigits(value: string): boolean {
  return /\d/.test(value.slice(5));
}
