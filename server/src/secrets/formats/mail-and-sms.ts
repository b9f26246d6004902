import { marked, named, provider, type SecretFormat } from '../format.ts';

const mail = 'send mail as the owner and read who gets it';
const sms = 'send messages and make calls at the owner’s cost';
const sendGrid = provider('SendGrid', mail, 'https://app.sendgrid.com/settings/api_keys');
const mailgun = provider('Mailgun', mail, 'https://app.mailgun.com/settings/api_security');
const mailchimp = provider(
  'Mailchimp',
  'read and change lists of subscribers',
  'https://admin.mailchimp.com/account/api',
);
const resend = provider('Resend', mail, 'https://resend.com/api-keys');
const postmark = provider('Postmark', mail, 'https://account.postmarkapp.com/api_tokens');
const brevo = provider('Brevo', mail, 'https://app.brevo.com/settings/keys/api');
const mailjet = provider('Mailjet', mail, 'https://app.mailjet.com/account/apikeys');
const sparkPost = provider('SparkPost', mail, 'https://app.sparkpost.com/account/api-keys');
const mandrill = provider('Mandrill', mail, 'https://mandrillapp.com/settings');
const mailerSend = provider('MailerSend', mail, 'https://app.mailersend.com/api-tokens');
const klaviyo = provider(
  'Klaviyo',
  'read and change profiles of customers',
  'https://www.klaviyo.com/settings/account/api-keys',
);
const twilio = provider('Twilio', sms, 'https://console.twilio.com');
const messageBird = provider('Bird', sms, 'https://dashboard.messagebird.com/developers/access');
const vonage = provider('Vonage', sms, 'https://dashboard.nexmo.com/settings');
const plivo = provider('Plivo', sms, 'https://console.plivo.com');
const telnyx = provider('Telnyx', sms, 'https://portal.telnyx.com/#/app/api-keys');
const oneSignal = provider('OneSignal', 'send notifications to all users', 'https://dashboard.onesignal.com');
const firebaseMessaging = provider(
  'Firebase Cloud Messaging',
  'send notifications to all users',
  'https://console.firebase.google.com',
);
const customerIo = provider('Customer.io', mail, 'https://fly.customer.io/settings/api_credentials');
const beamer = provider('Beamer', 'publish announcements to users', 'https://app.getbeamer.com/settings');

export const mailAndSms: readonly SecretFormat[] = [
  marked(
    sendGrid,
    'sendgrid-api-key',
    'SendGrid API key',
    'SENDGRID_API_KEY',
    /SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}/,
  ),
  named(
    sendGrid,
    'sendgrid-unusual-key',
    'SendGrid API key',
    'SENDGRID_API_KEY',
    ['sendgrid', 'sengrid'],
    /SG\.[A-Za-z0-9._=-]{60,70}/,
    'certain',
  ),
  marked(mailgun, 'mailgun-api-key', 'Mailgun API key', 'MAILGUN_API_KEY', /key-[0-9a-f]{32}/),
  named(
    mailgun,
    'mailgun-new-api-key',
    'Mailgun API key',
    'MAILGUN_API_KEY',
    ['mailgun'],
    /[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}/,
    'certain',
  ),
  marked(mailgun, 'mailgun-public-key', 'Mailgun public validation key', 'MAILGUN_PUBLIC_KEY', /pubkey-[0-9a-f]{32}/, {
    publishable: true,
  }),
  named(
    mailchimp,
    'mailchimp-api-key',
    'Mailchimp API key',
    'MAILCHIMP_API_KEY',
    ['mailchimp'],
    /[0-9a-f]{32}-us\d{1,2}/,
    'certain',
  ),
  marked(mailchimp, 'mailchimp-unnamed-api-key', 'Mailchimp API key', 'MAILCHIMP_API_KEY', /[0-9a-f]{32}-us\d{1,2}/, {
    keywords: ['-us'],
    lead: 32,
    certainty: 'likely',
  }),
  marked(resend, 'resend-api-key', 'Resend API key', 'RESEND_API_KEY', /re_[A-Za-z0-9]{6,10}_[A-Za-z0-9]{20,28}/, {
    verify: hasDigit,
  }),
  named(
    postmark,
    'postmark-token',
    'Postmark server token',
    'POSTMARK_SERVER_TOKEN',
    ['postmark'],
    /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/,
  ),
  marked(brevo, 'brevo-api-key', 'Brevo API key', 'BREVO_API_KEY', /xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}/),
  marked(brevo, 'brevo-smtp-key', 'Brevo SMTP key', 'BREVO_SMTP_KEY', /xsmtpsib-[0-9a-f]{64}-[A-Za-z0-9]{16}/),
  named(mailjet, 'mailjet-secret', 'Mailjet secret key', 'MAILJET_SECRET_KEY', ['mailjet'], /[0-9a-f]{32}/),
  named(sparkPost, 'sparkpost-api-key', 'SparkPost API key', 'SPARKPOST_API_KEY', ['sparkpost'], /[0-9a-f]{40}/),
  marked(mandrill, 'mandrill-api-key', 'Mandrill API key', 'MANDRILL_API_KEY', /md-[A-Za-z0-9_-]{22}/, {
    verify: hasDigit,
    certainty: 'likely',
  }),
  marked(mailerSend, 'mailersend-api-token', 'MailerSend API token', 'MAILERSEND_API_KEY', /mlsn\.[0-9a-f]{64}/),
  marked(klaviyo, 'klaviyo-private-key', 'Klaviyo private key', 'KLAVIYO_API_KEY', /pk_[0-9a-f]{34}/),
  marked(twilio, 'twilio-api-key', 'Twilio API key', 'TWILIO_API_KEY', /SK[0-9a-f]{32}/, { certainty: 'likely' }),
  named(
    twilio,
    'twilio-auth-token',
    'Twilio auth token',
    'TWILIO_AUTH_TOKEN',
    ['twilio'],
    /[0-9a-f]{32}|[A-Za-z0-9]{32}/,
  ),
  named(
    messageBird,
    'messagebird-key',
    'MessageBird access key',
    'MESSAGEBIRD_ACCESS_KEY',
    ['messagebird'],
    /[A-Za-z0-9]{25}/,
  ),
  named(vonage, 'vonage-secret', 'Vonage API secret', 'VONAGE_API_SECRET', ['vonage', 'nexmo'], /[A-Za-z0-9]{16}/),
  named(plivo, 'plivo-auth-token', 'Plivo auth token', 'PLIVO_AUTH_TOKEN', ['plivo'], /[A-Za-z0-9]{40}/),
  marked(telnyx, 'telnyx-api-key', 'Telnyx API key', 'TELNYX_API_KEY', /KEY[0-9A-F]{32}_[A-Za-z0-9]{22}/, {
    keywords: ['KEY0'],
  }),
  marked(
    oneSignal,
    'onesignal-api-key',
    'OneSignal API key',
    'ONESIGNAL_API_KEY',
    /os_v2_(?:app|org)_[a-z2-7]{100,110}/,
    { keywords: ['os_v2_app_', 'os_v2_org_'] },
  ),
  marked(
    firebaseMessaging,
    'fcm-server-key',
    'Firebase server key',
    'FCM_SERVER_KEY',
    /AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134,160}/,
    { keywords: [':APA91b'], lead: 11 },
  ),
  named(
    customerIo,
    'customerio-api-key',
    'Customer.io API key',
    'CUSTOMERIO_API_KEY',
    ['customerio'],
    /[0-9a-f]{20,32}/,
  ),
  named(beamer, 'beamer-token', 'Beamer API token', 'BEAMER_API_KEY', ['beamer'], /b_[A-Za-z0-9=_-]{44}/),
];

function hasDigit(value: string): boolean {
  return /\d/.test(value);
}
