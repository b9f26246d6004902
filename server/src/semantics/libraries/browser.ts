import type { Entry } from './model.ts';

const asUnasked = 'a refusal is an answer, and it never rejects';

/** Getters that give a promise, and calls of which the standards say that they cannot fail. */
const never: readonly Entry[] = [
  {
    path: 'globalThis.{navigator.serviceWorker,ServiceWorkerContainer()}.ready',
    is: [{ rejects: 'never', because: 'it waits for a worker and never rejects' }],
  },
  {
    path: 'globalThis.{document.fonts,FontFaceSet()}.ready',
    is: [{ rejects: 'never', because: 'it waits for fonts and never rejects' }],
  },
  { path: 'globalThis.skipWaiting()', is: [{ rejects: 'never', because: 'it resolves at once' }] },
  {
    path: 'globalThis.crypto.subtle.digest()',
    is: [{ rejects: 'never', because: 'it only reckons, on bytes that are there' }],
  },
  { path: 'globalThis.Notification{,()}.requestPermission()', is: [{ rejects: 'never', because: asUnasked }] },
];

/** What fails often and costs little: the page goes on as it was. */
const minor: readonly Entry[] = [
  // A store of copies: what is not in it is fetched again.
  'caches.{open,delete,keys,match,has}()',
  'CacheStorage().{open,delete,keys,match,has}()',
  '{caches.open()~,Cache()}.{put,add,delete,keys,match,matchAll}()',
  // Closing the sheet is a rejection.
  '{navigator,Navigator()}.share()',
  '{navigator,Navigator()}.{setAppBadge,clearAppBadge}()',
  '{navigator.wakeLock,WakeLock()}.request()',
  '{navigator.storage,StorageManager()}.{persist,persisted,estimate}()',
  '{screen.orientation,ScreenOrientation()}.lock()',
  '{navigator.serviceWorker,ServiceWorkerContainer()}.{register,getRegistration,getRegistrations}()',
  '{ServiceWorkerRegistration(),navigator.serviceWorker.ready~,registration}.{showNotification,update,unregister}()',
  'clients.claim()',
  'document.exitPictureInPicture()',
  // Browsers refuse to play before the user has touched the page, and stop it when it is paused at once.
  'HTMLMediaElement().play()',
  '{HTMLVideoElement,HTMLAudioElement,Audio}().play()',
  'chrome.tabs.create()',
  // What an extension keeps for itself.
  'chrome.storage.{local,sync,session,managed}.{get,set,remove,clear}()',
].map((path) => ({ path: `globalThis.${path}`, is: [{ rejects: 'may', isMinor: true, unless: 'callback' }] }));

const may: readonly Entry[] = [
  {
    path: 'globalThis.{navigator.clipboard,Clipboard()}.{writeText,write}()',
    is: [{ rejects: 'may', isMinor: 'unless-claimed' }],
  },
  ...[
    '{navigator.clipboard,Clipboard()}.{readText,read}()',
    '{navigator.mediaDevices,MediaDevices()}.{getUserMedia,getDisplayMedia,enumerateDevices}()',
    'crypto.subtle.*()',
    'chrome.cookies.{get,getAll,set,remove}()',

    'chrome.tabs.{query,get,update,remove,reload,sendMessage}()',
    'chrome.scripting.{executeScript,insertCSS,removeCSS}()',
  ].map((path): Entry => ({ path: `globalThis.${path}`, is: [{ rejects: 'may', unless: 'callback' }] })),
  { path: 'globalThis.{localStorage,sessionStorage}.getItem()', is: [{ ownData: true }] },
];

/** What browsers give pages, workers and extensions. */
export const browserEntries: readonly Entry[] = [...never, ...minor, ...may];
