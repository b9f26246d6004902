import { type Detector, detectionOf, startsValue } from './detector.ts';
import { googleApiKey, googleBrowserKey } from './formats/ai.ts';
import { madeUp } from './made-up.ts';

const pattern = /AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/y;
const around = 200;
const browsers = /firebase|authDomain|messagingSenderId|maps|places|recaptcha|google-services/gi;
const models = /gemini|generative|genai|vertex|palm_|google_?ai(?![a-z])|studio_?(?:api|key)/gi;

/** One shape for all: what stands around it says whether it opens maps, which is public, or models, which costs money. */
export const googleKeys: Detector = {
  keywords: ['AIza'],
  look({ text, report }, at) {
    pattern.lastIndex = at;
    if (!startsValue(text, at) || !pattern.test(text)) return;
    const end = at + 39;
    const before = text.slice(Math.max(0, at - around), at);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    const opened = openedBy(line) ?? openedBy(before + text.slice(end, end + around), 'maps');
    if (opened === 'maps') report(detectionOf(googleBrowserKey, at, end));
    if (opened === 'models' && madeUp(text.slice(at, end)) === 'no') report(detectionOf(googleApiKey, at, end));
  },
};

type Opened = 'maps' | 'models';

/** What a passage speaks of: of both, what is given, else what comes last, since names stand before their values. */
function openedBy(passage: string, ofBoth?: Opened): Opened | undefined {
  const maps = lastPlace(browsers, passage);
  const ai = lastPlace(models, passage);
  if (maps < 0 && ai < 0) return undefined;
  if (maps >= 0 && ai >= 0 && ofBoth !== undefined) return ofBoth;
  return maps > ai ? 'maps' : 'models';
}

const lastPlace = (words: RegExp, passage: string): number => [...passage.matchAll(words)].at(-1)?.index ?? -1;
