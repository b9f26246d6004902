import { type Detector, detectionOf, startsValue } from './detector.ts';
import { googleApiKey, googleBrowserKey } from './formats/ai.ts';
import { madeUp } from './made-up.ts';

const pattern = /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y;
const around = 200;

/** One shape for all: what stands around it says whether it opens maps, which is public, or models, which costs money. */
export const googleKeys: Detector = {
  keywords: ['AIza'],
  look({ text, report }, at) {
    pattern.lastIndex = at;
    if (!startsValue(text, at) || !pattern.test(text)) return;
    const end = at + 39;
    const context = text.slice(Math.max(0, at - around), end + around);
    if (/firebase|authDomain|messagingSenderId|maps|places|recaptcha|google-services/i.test(context)) {
      report(detectionOf(googleBrowserKey, at, end));
    } else if (
      /gemini|generative|genai|vertex|palm_|google_?ai\b/i.test(context) &&
      madeUp(text.slice(at, end)) === 'no'
    ) {
      report(detectionOf(googleApiKey, at, end));
    }
  },
};
