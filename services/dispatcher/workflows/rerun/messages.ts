/** What the person who has failed jobs run again is told. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import type { RerunRefusal } from './decide.ts';

export function rerunningMessage(): Message {
  return { content: '🔁 GitHub is asked to run the failed jobs again. The message follows them.' };
}

export function rerunRefusedMessage(reason: RerunRefusal, { id }: Pick<Tracking, 'id'>): Message {
  switch (reason) {
    case 'follow_still_running':
      return refusalMessage(reason, `\`${id}\` is still going: its failed jobs can be run again once it has ended.`);
    case 'cancel_may_land':
      return refusalMessage(
        reason,
        `GitHub has not confirmed that it cancelled \`${id}\`, and may still do so: that would stop the jobs that run again. Press once more in a few minutes.`,
      );
    case 'nothing_failed':
      return refusalMessage(reason, `No job of \`${id}\` has failed. Run the command again to have it done anew.`);
  }
}
