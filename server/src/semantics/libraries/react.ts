import { reactEffects } from './callback-receivers.ts';
import type { LibraryModel } from './model.ts';

export const react: LibraryModel = {
  library: 'react',
  entries: [
    ...reactEffects,
    { path: 'react.useCallback()', is: [{ gives: 'argument' }] },
    { path: 'react.{memo,forwardRef,cache,useEffectEvent}()', is: [{ gives: 'argument' }] },
    { path: 'react.{useContext,use}()', is: [{ gives: 'context' }] },
    { path: 'react.useRef()', is: [{ gives: 'ref' }] },
    { path: 'react.useMemo()', is: [{ gives: 'result' }] },
  ],
};
