import { LibraryAutomaton, type PathModel } from '../flow/automaton.ts';

/** A service that answers 429 to whoever asks too often, by a client that neither paces itself nor tries again. */
export interface LimitedService {
  readonly name: string;
}

type Model = PathModel<LimitedService>;

const model = (library: string, name: string, ...paths: readonly string[]): Model => ({
  library,
  entries: paths.map((path) => ({ path: library + path, is: [{ name }] })),
});

/** The clients of OpenAI, Anthropic, Stripe, Slack, Airtable and Discord try again by themselves. */
const models: readonly Model[] = [
  model('resend', 'Resend', '{,.Resend}().emails.send()'),
  model('@sendgrid/mail', 'SendGrid', '{,.default}.send()'),
  model('twilio', 'Twilio', '{,.Twilio}().messages.create()'),
  model('postmark', 'Postmark', '.ServerClient().sendEmail()', '.ServerClient().sendEmailWithTemplate()'),
  model('@notionhq/client', 'Notion', '.Client().**'),
  model('@octokit/rest', 'GitHub', '.Octokit().**'),
  model('@octokit/core', 'GitHub', '.Octokit().**'),
  model('@google/generative-ai', 'Gemini', '.GoogleGenerativeAI().getGenerativeModel().generateContent()'),
  model('expo-server-sdk', 'Expo', '.Expo().sendPushNotificationsAsync()'),
];

const automaton = new LibraryAutomaton<LimitedService>(models);

export const limitedOf = (path: string): LimitedService | undefined => automaton.factsOf(path)[0];

const hosts: readonly (readonly [host: RegExp, name: string])[] = [
  [/^api\.github\.com$/, 'GitHub'],
  [/^api\.notion\.com$/, 'Notion'],
  [/^api\.airtable\.com$/, 'Airtable'],
  [/\.myshopify\.com$/, 'Shopify'],
  [/^api\.hubapi\.com$/, 'HubSpot'],
  [/^api\.resend\.com$/, 'Resend'],
  [/^api\.sendgrid\.com$/, 'SendGrid'],
  [/^api\.brevo\.com$/, 'Brevo'],
  [/^api\.mailgun\.net$/, 'Mailgun'],
  [/^api\.postmarkapp\.com$/, 'Postmark'],
  [/^api\.twilio\.com$/, 'Twilio'],
  [/^api\.telegram\.org$/, 'Telegram'],
  [/^(?:www\.)?discord(?:app)?\.com$/, 'Discord'],
  [/^slack\.com$/, 'Slack'],
  [/^graph\.facebook\.com$/, 'Facebook'],
  [/^api\.openai\.com$/, 'OpenAI'],
  [/^api\.anthropic\.com$/, 'Anthropic'],
  [/^generativelanguage\.googleapis\.com$/, 'Gemini'],
  [/^ai\.gateway\.lovable\.dev$/, "Lovable's gateway"],
  [/^openrouter\.ai$/, 'OpenRouter'],
  [/^api\.(?:groq|perplexity|mistral|deepseek|elevenlabs|replicate)\.(?:com|ai|io)$/, 'the model'],
  [/^maps\.googleapis\.com$/, 'Google Maps'],
  [/^nominatim\.openstreetmap\.org$/, 'Nominatim'],
  [/^api\.coingecko\.com$/, 'CoinGecko'],
  [/^api\.spotify\.com$/, 'Spotify'],
  [/^exp\.host$/, 'Expo'],
];

/** By the host of an address. */
export const limitedHost = (host: string): LimitedService | undefined => {
  const name = hosts.find(([pattern]) => pattern.test(host))?.[1];
  return name === undefined ? undefined : { name };
};
