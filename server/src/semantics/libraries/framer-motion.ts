import type { LibraryModel } from './model.ts';

export const framerMotion: LibraryModel = {
  library: 'framer-motion',
  entries: [
    {
      path: 'framer-motion.{useAnimation,useAnimationControls,animate}().start()',
      is: [{ rejects: 'never', because: 'animations do not fail' }],
    },
    { path: 'framer-motion.{animate,useAnimate().1}()', is: [{ rejects: 'never', because: 'animations do not fail' }] },
    {
      path: 'framer-motion.{AnimationControls,LegacyAnimationControls}().start()',
      is: [{ rejects: 'never', because: 'animations do not fail' }],
    },
  ],
};

export const motion: LibraryModel = {
  library: 'motion',
  entries: [
    {
      path: 'motion.{useAnimation,useAnimationControls,animate}().start()',
      is: [{ rejects: 'never', because: 'animations do not fail' }],
    },
    { path: 'motion.{animate,useAnimate().1}()', is: [{ rejects: 'never', because: 'animations do not fail' }] },
    {
      path: 'motion.{AnimationControls,LegacyAnimationControls}().start()',
      is: [{ rejects: 'never', because: 'animations do not fail' }],
    },
  ],
};
