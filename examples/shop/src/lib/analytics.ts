import { logger } from './logger';

/** Sends an event to PostHog. Analytics must never break the shop, so failures are only logged. */
export async function trackEvent(event: string, properties: Record<string, unknown> = {}) {
  try {
    await fetch('https://eu.i.posthog.com/capture/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ api_key: process.env.POSTHOG_KEY, event, properties }),
      signal: AbortSignal.timeout(3_000),
    });
  } catch (error) {
    logger.warn('Could not send analytics event', { event, error: String(error) });
  }
}
