import { chromium, type Browser } from 'playwright-core';
import { findExecutable, isExecutable } from '../command.ts';

/** The browser named by CHROMIUM, else one of the system's. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined && isExecutable(chosen)) return chosen;
  return findExecutable('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('No Chromium was found: install it, or name it by CHROMIUM.');
  return chromium.launch({
    executablePath,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
