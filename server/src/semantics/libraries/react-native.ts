import type { LibraryModel } from './model.ts';

export const reactNative: LibraryModel = {
  library: 'react-native',
  entries: [
    { path: 'react-native.Linking{,()}.openURL()', is: [{ rejects: 'may', weighedBy: 'address' }] },
    {
      path: 'react-native.Linking{,()}.{canOpenURL,getInitialURL,openSettings,sendIntent}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
    // Closing the sheet, and a refusal, are answers.
    { path: 'react-native.Share{,()}.share()', is: [{ rejects: 'may', isMinor: true }] },
    {
      path: 'react-native.PermissionsAndroid{,()}.{request,requestMultiple,check}()',
      is: [{ rejects: 'may', isMinor: true }],
    },
  ],
};

const storage = '@react-native-async-storage/async-storage{,.AsyncStorage,.AsyncStorageStatic()}';

export const asyncStorage: LibraryModel = {
  library: '@react-native-async-storage/async-storage',
  entries: [
    { path: `${storage}.{getItem,multiGet,getAllKeys}()`, is: [{ rejects: 'may', isMinor: true, unless: 'callback' }] },
    {
      path: `${storage}.{setItem,removeItem,mergeItem,multiSet,multiRemove,multiMerge,clear}()`,
      is: [{ rejects: 'may', isMinor: 'unless-claimed', unless: 'callback' }],
    },
  ],
};

export const actionsSheet: LibraryModel = {
  library: 'react-native-actions-sheet',
  entries: [
    {
      path: 'react-native-actions-sheet.SheetManager{,()}.{show,hide,hideAll}()',
      is: [{ rejects: 'never', because: 'it waits for the sheet and never rejects' }],
    },
  ],
};
