/** What somebody reads who asks about a follow that is not there. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';

export function trackingNotFoundMessage(trackingId: string): Message {
  return refusalMessage(
    'follow_not_found',
    `Nothing is known of ${codeSpan(trackingId)} any more. Run the command again, or open the run on GitHub.`,
  );
}
