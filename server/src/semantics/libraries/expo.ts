import type { Entry, LibraryModel } from './model.ts';

interface ExpoModule {
  readonly name: string;
  /** Functions whose failing changes nothing that the user waits for. */
  readonly minor: string;
  /** Functions whose failing does. */
  readonly may?: string;
  /** Functions that open an address, which fails by what the address is. */
  readonly opening?: string;
}

const modules: readonly ExpoModule[] = [
  { name: 'expo-splash-screen', minor: '{hideAsync,preventAutoHideAsync}' },
  { name: 'expo-keep-awake', minor: '{activateKeepAwakeAsync,deactivateKeepAwake}' },
  { name: 'expo-screen-orientation', minor: '{lockAsync,unlockAsync,getOrientationAsync,lockPlatformAsync}' },
  {
    name: 'expo-navigation-bar',
    minor: '{setVisibilityAsync,setBackgroundColorAsync,setBehaviorAsync,setPositionAsync,setButtonStyleAsync}',
  },
  { name: 'expo-system-ui', minor: '{setBackgroundColorAsync,getBackgroundColorAsync}' },
  { name: 'expo-tracking-transparency', minor: '{requestTrackingPermissionsAsync,getTrackingPermissionsAsync}' },
  {
    name: 'expo-clipboard',
    minor: '{setStringAsync,getStringAsync,hasStringAsync,setImageAsync,getImageAsync,setUrlAsync}',
  },
  { name: 'expo-sharing', minor: '{shareAsync,isAvailableAsync}' },
  {
    name: 'expo-web-browser',
    minor: '{warmUpAsync,coolDownAsync,mayInitWithUrlAsync,dismissBrowser}',
    may: 'openAuthSessionAsync',
    opening: 'openBrowserAsync',
  },
  { name: 'expo-linking', minor: '{openSettings,getInitialURL,canOpenURL}', opening: 'openURL' },
  { name: 'expo-asset', minor: '', may: 'Asset{,.fromModule()}.{loadAsync,downloadAsync}' },
  { name: 'expo-font', minor: '', may: 'loadAsync' },
  {
    name: 'expo-notifications',
    minor:
      '{setNotificationChannelAsync,setBadgeCountAsync,getBadgeCountAsync,getPermissionsAsync,requestPermissionsAsync,getLastNotificationResponseAsync,dismissNotificationAsync,dismissAllNotificationsAsync,cancelScheduledNotificationAsync,cancelAllScheduledNotificationsAsync}',
    may: '{scheduleNotificationAsync,getExpoPushTokenAsync,getDevicePushTokenAsync}',
  },
  {
    name: 'expo-location',
    minor:
      '{getForegroundPermissionsAsync,getBackgroundPermissionsAsync,requestForegroundPermissionsAsync,requestBackgroundPermissionsAsync,hasServicesEnabledAsync}',
    may: '{getCurrentPositionAsync,getLastKnownPositionAsync,watchPositionAsync,geocodeAsync,reverseGeocodeAsync,startLocationUpdatesAsync}',
  },
  {
    name: 'expo-image-picker',
    minor:
      '{getCameraPermissionsAsync,requestCameraPermissionsAsync,getMediaLibraryPermissionsAsync,requestMediaLibraryPermissionsAsync,launchCameraAsync,launchImageLibraryAsync}',
  },
  { name: 'expo-secure-store', minor: '', may: '{setItemAsync,getItemAsync,deleteItemAsync}' },
  { name: 'expo-updates', minor: '', may: '{checkForUpdateAsync,fetchUpdateAsync,reloadAsync}' },
  {
    name: 'expo-file-system',
    minor: '',
    may: '{readAsStringAsync,writeAsStringAsync,deleteAsync,moveAsync,copyAsync,makeDirectoryAsync,downloadAsync,uploadAsync}',
  },
];

const haptics: LibraryModel = {
  library: 'expo-haptics',
  entries: [{ path: 'expo-haptics.*()', is: [{ rejects: 'never', because: 'a device without haptics does nothing' }] }],
};

function modelOf({ name, minor, may, opening }: ExpoModule): LibraryModel {
  const entries: readonly Entry[] = [
    ...(minor === '' ? [] : [{ path: `${name}.${minor}()`, is: [{ rejects: 'may', isMinor: true } as const] }]),
    ...(may === undefined ? [] : [{ path: `${name}.${may}()`, is: [{ rejects: 'may' } as const] }]),
    ...(opening === undefined
      ? []
      : [{ path: `${name}.${opening}()`, is: [{ rejects: 'may', weighedBy: 'address' } as const] }]),
  ];
  return { library: name, entries };
}

export const expoModules: readonly LibraryModel[] = [haptics, ...modules.map(modelOf)];
