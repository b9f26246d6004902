import type { Entry, LibraryModel } from './model.ts';

/** The runtime settles the promise of a listener only when the platform has taken it. */
const listening = (library: string): readonly Entry[] => [
  { path: `${library}.**.addListener()`, is: [{ rejects: 'never', because: 'Capacitor never rejects it' }] },
  { path: `${library}.**.removeAllListeners()`, is: [{ rejects: 'may', isMinor: true }] },
];

/** What it does is seen, felt or heard at once, and nothing depends on it. */
const ofPassingEffect = ['haptics', 'keyboard', 'status-bar', 'splash-screen', 'toast', 'dialog', 'share', 'browser'];
/** Asking is harmless, acting is not. */
const others = [
  'action-sheet',
  'app',
  'camera',
  'clipboard',
  'device',
  'filesystem',
  'geolocation',
  'local-notifications',
  'network',
  'preferences',
  'push-notifications',
  'screen-orientation',
];
const asking =
  '{get,getInfo,getId,getStatus,getState,keys,checkPermissions,requestPermissions,getDeliveredNotifications,exitApp,minimizeApp}';

export const capacitorPlugins: readonly LibraryModel[] = [
  ...ofPassingEffect.map((name): LibraryModel => {
    const library = `@capacitor/${name}`;
    return {
      library,
      entries: [...listening(library), { path: `${library}.*{,()}.*()`, is: [{ rejects: 'may', isMinor: true }] }],
    };
  }),
  ...others.map((name): LibraryModel => {
    const library = `@capacitor/${name}`;
    return {
      library,
      entries: [
        ...listening(library),
        { path: `${library}.*{,()}.${asking}()`, is: [{ rejects: 'may', isMinor: true }] },
        // Whether the device could be registered is told by events.
        ...(name === 'push-notifications'
          ? [{ path: `${library}.*{,()}.register()`, is: [{ rejects: 'may', isMinor: true } as const] }]
          : []),
        { path: `${library}.*{,()}.*()`, is: [{ rejects: 'may' }] },
      ],
    };
  }),
];

export const capacitorCore: LibraryModel = {
  library: '@capacitor/core',
  entries: [
    ...listening('@capacitor/core'),
    { path: '@capacitor/core.PluginListenerHandle().remove()', is: [{ rejects: 'may', isMinor: true }] },
    { path: '@capacitor/core.CapacitorHttp.{get,post,put,patch,delete,request}()', is: [{ rejects: 'may' }] },
  ],
};
