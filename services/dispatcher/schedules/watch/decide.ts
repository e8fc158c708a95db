/** How often in a row what a schedule has begun has failed, and whether the team has to hear of it. Pure. */
import { type Change, expiryOf, type Schedule, type Tracking } from '@valine/records';
import type { ScheduleEntry } from '@valine/settings';

/** One failure may be a lag, or a deploy under way. */
const USUAL_FAILURES = 2;
/** More do not end at the same time. */
const MOST_COUNTED = 20;

export type Turn = 'failing' | 'well' | undefined;

/** `messages`: what is said when it stands so. */
export function decideEnded(
  record: Schedule | undefined,
  { after_failures: most = USUAL_FAILURES }: ScheduleEntry,
  tracking: Tracking,
  now: number,
  messages: (record: Schedule, turn: Turn) => Schedule['outbox'],
): Change<'schedule', Turn> {
  // A run that is run again ends again.
  const end = `${tracking.id} ${tracking.endedAt}`;
  if (record === undefined || record.counted.includes(end)) return { verdict: undefined };
  // What came after it says more.
  if (tracking.requestedAt < (record.newestCounted ?? 0)) return { verdict: undefined };
  const failures = failuresAfter(record, tracking);
  const turn = turnOf(record, failures, most);
  const next: Schedule = {
    ...record,
    version: record.version + 1,
    failures,
    counted: [...record.counted, end].slice(-MOST_COUNTED),
    newestCounted: tracking.requestedAt,
    told: turn === undefined ? record.told : { ...record.told, failing: turn === 'failing' },
    expiresAt: expiryOf(now),
  };
  return { next: { ...next, outbox: [...record.outbox, ...messages(next, turn)] }, verdict: turn };
}

/** What somebody has cancelled says nothing. What came to no end has not succeeded. */
function failuresAfter({ failures }: Schedule, { state }: Tracking): number {
  if (state === 'succeeded') return 0;
  return state === 'cancelled' ? failures : failures + 1;
}

function turnOf({ told }: Schedule, failures: number, most: number): Turn {
  if (told.failing) return failures === 0 ? 'well' : undefined;
  return failures >= most ? 'failing' : undefined;
}
