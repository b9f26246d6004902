import { type Detector, detectionOf, startsValue } from './detector.ts';
import type { Certainty, MarkedFormat } from './format.ts';
import { madeUp } from './made-up.ts';

export function detectorOf(format: MarkedFormat): Detector {
  const { keywords, lead, pattern } = format;
  return {
    keywords,
    look(search, at) {
      const start = lead === 0 ? at : startBefore(search.text, at, lead);
      if (start === undefined || !startsValue(search.text, start)) return;
      pattern.lastIndex = start;
      const value = pattern.exec(search.text)?.[0];
      if (value === undefined) return;
      const certainty = format.publishable ? format.certainty : certaintyOf(format, value);
      if (certainty) search.report(detectionOf(format, start, start + value.length, { certainty }));
    },
  };
}

/** The keyword stands within the value: it begins where its characters begin, `lead` before at most. */
function startBefore(text: string, at: number, lead: number): number | undefined {
  let start = at;
  while (start > 0 && at - start < lead && /[A-Za-z0-9_~.+/:-]/.test(text.charAt(start - 1))) start -= 1;
  return start === at ? undefined : start;
}

function certaintyOf({ certainty, verify, keywords, lead }: MarkedFormat, value: string): Certainty | undefined {
  const [mark = ''] = lead === 0 ? keywords : [];
  const made = madeUp(value.slice(mark.length));
  if (made === 'plainly') return undefined;
  return made === 'perhaps' || verify?.(value) === false ? 'doubtful' : certainty;
}
