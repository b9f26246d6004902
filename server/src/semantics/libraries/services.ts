import type { LibraryModel } from './model.ts';

export const twilio: LibraryModel = {
  library: 'twilio',
  entries: [
    { path: 'twilio{,.Twilio}().**.{create,fetch,update,remove,list}()', is: [{ rejects: 'may', unless: 'callback' }] },
  ],
};

export const webPush: LibraryModel = {
  library: 'web-push',
  entries: [{ path: 'web-push.sendNotification()', is: [{ rejects: 'may' }] }],
};

export const socketIoClient: LibraryModel = {
  library: 'socket.io-client',
  entries: [
    { path: 'socket.io-client{,.io,.connect,.Manager().socket,.Socket}().**.emitWithAck()', is: [{ rejects: 'may' }] },
  ],
};

/** The subscribers of a process, without a network between them. */
export const graphqlSubscriptions: LibraryModel = {
  library: 'graphql-subscriptions',
  entries: [
    {
      path: 'graphql-subscriptions.PubSub().publish()',
      is: [{ rejects: 'never', because: 'its events only go through memory' }],
    },
  ],
};

export const vercelBlob: LibraryModel = {
  library: '@vercel/blob',
  entries: [{ path: '@vercel/blob.{put,del,list,head,copy,upload}()', is: [{ rejects: 'may' }] }],
};

export const googleGenerativeAi: LibraryModel = {
  library: '@google/generative-ai',
  entries: [
    {
      path: '@google/generative-ai.{GoogleGenerativeAI(),GenerativeModel(),ChatSession()}.**.{generateContent,generateContentStream,sendMessage,sendMessageStream,embedContent,batchEmbedContents,countTokens}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

export const googleGenAi: LibraryModel = {
  library: '@google/genai',
  entries: [
    {
      path: '@google/genai.GoogleGenAI().**.{generateContent,generateContentStream,generateImages,generateVideos,embedContent,countTokens,sendMessage,sendMessageStream,upload}()',
      is: [{ rejects: 'may' }],
    },
  ],
};

const flushing = { rejects: 'never', because: 'it tells by its value whether all was sent' } as const;

export const sentries: readonly LibraryModel[] = ['browser', 'nextjs', 'node', 'react', 'react-native', 'vue'].map(
  (name) => ({ library: `@sentry/${name}`, entries: [{ path: `@sentry/${name}.{flush,close}()`, is: [flushing] }] }),
);
