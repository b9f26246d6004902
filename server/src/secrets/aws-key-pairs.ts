import { type Detector, detectionOf, startsValue } from './detector.ts';
import { awsSecretAccessKey } from './formats/cloud.ts';
import { madeUp } from './made-up.ts';
import { shapeOf } from './value-shape.ts';

const id = /(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z0-9])/y;
const secret = /(?<![A-Za-z0-9/+=])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
const around = 300;

/** The id alone opens nothing; the forty characters beside it are its secret, whatever they are called. */
export const awsKeyPairs: Detector = {
  keywords: ['AKIA', 'ASIA'],
  look({ text, report }, at) {
    id.lastIndex = at;
    if (!startsValue(text, at) || !id.test(text)) return;
    const from = Math.max(0, at - around);
    for (const { index, 0: value } of text.slice(from, at + around).matchAll(secret)) {
      if (isSecretKey(value)) report(detectionOf(awsSecretAccessKey, from + index, from + index + value.length));
    }
  },
};

const isSecretKey = (value: string): boolean =>
  /[a-z]/.test(value) &&
  /[A-Z]/.test(value) &&
  /\d/.test(value) &&
  shapeOf(value) === 'random' &&
  madeUp(value) === 'no';
