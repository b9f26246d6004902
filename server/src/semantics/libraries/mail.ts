import type { LibraryModel } from './model.ts';

export const nodemailer: LibraryModel = {
  library: 'nodemailer',
  entries: [{ path: 'nodemailer.createTransport().{sendMail,verify}()', is: [{ rejects: 'may', unless: 'callback' }] }],
};

export const sendgrid: LibraryModel = {
  library: '@sendgrid/mail',
  entries: [{ path: '@sendgrid/mail.{send,sendMultiple}()', is: [{ rejects: 'may' }] }],
};

export const resend: LibraryModel = {
  library: 'resend',
  entries: [
    {
      path: 'resend.Resend().{emails,batch,contacts,audiences,domains,broadcasts,apiKeys}.{send,create,get,list,update,remove,cancel}()',
      is: [{ rejects: 'never', because: 'Resend gives its error back as a value' }],
    },
  ],
};
