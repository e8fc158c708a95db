/** What the person is told who has a failed run diagnosed. */
import { type Message, refusalMessage } from '@valine/contracts';

export function diagnosingMessage(): Message {
  return { content: '🩺 A diagnose is started: it has a message of its own in this channel.' };
}

export function stillRunningMessage(trackingId: string): Message {
  return refusalMessage(
    'follow_still_running',
    `\`${trackingId}\` is still going. Wait for its end, or run \`/diagnose\` now.`,
  );
}
