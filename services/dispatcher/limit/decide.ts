/** Whether somebody has given a command too often lately. */
import { type Change, expiryOf, type Recent, recentWith } from '@valine/records';

const WINDOW_MS = 60_000;

/** `interactionId`: counted once, however often it comes. `now`: epoch milliseconds. */
export function decideLimit(
  recent: Recent | undefined,
  { id, interactionId, now, perMinute }: { id: string; interactionId: string; now: number; perMinute: number },
): Change<'recent', 'allowed' | 'too many'> {
  const within = (recent?.entries ?? []).filter(({ at }) => at > now - WINDOW_MS);
  if (within.some((entry) => entry.id === interactionId)) return { verdict: 'allowed' };
  if (within.length >= perMinute) return { verdict: 'too many' };
  const entries = [...within, { id: interactionId, at: now }];
  return { verdict: 'allowed', next: recentWith(recent, { id, entries, expiresAt: expiryOf(now) }) };
}
