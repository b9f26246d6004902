import type { ErrorByValue, LibraryModel } from './model.ts';

export const nodemailer: LibraryModel = {
  library: 'nodemailer',
  entries: [{ path: 'nodemailer.createTransport().{sendMail,verify}()', is: [{ rejects: 'may', unless: 'callback' }] }],
};

export const sendgrid: LibraryModel = {
  library: '@sendgrid/mail',
  entries: [{ path: '@sendgrid/mail.{send,sendMultiple}()', is: [{ rejects: 'may' }] }],
};

const byValue = (effect: ErrorByValue['effect']) =>
  [
    { rejects: 'never', because: 'Resend gives its error back as a value' },
    { returnsError: { field: 'error', data: 'data', effect, isPlain: true } },
  ] as const;

const resources = '{emails,batch,contacts,audiences,domains,broadcasts,apiKeys}';

/** `resend.Emails()` and its like are known by their types alone. */
export const resend: LibraryModel = {
  library: 'resend',
  entries: [
    { path: `resend.Resend().${resources}.{send,create,update,remove,cancel}()`, is: byValue('write') },
    { path: `resend.Resend().${resources}.{get,list}()`, is: byValue('read') },
    { path: 'resend.{Emails,Batch,Broadcasts,Contacts}().{send,create,update,remove,cancel}()', is: byValue('write') },
  ],
};
