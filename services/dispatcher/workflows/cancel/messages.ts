/** What the person who cancels is told. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import type { CancelRefusal } from './decide.ts';

export function cancellingMessage(): Message {
  return { content: '🛑 GitHub is asked to cancel the run. The message changes when it has ended.' };
}

export function cancelRefusedMessage(reason: CancelRefusal, { id }: Pick<Tracking, 'id'>): Message {
  switch (reason) {
    case 'follow_ended':
      return refusalMessage(reason, `There is nothing left to cancel: \`${id}\` has ended.`);
    case 'not_started_yet':
      return refusalMessage(reason, 'The run has not shown up on GitHub yet. Try again in a moment.');
    case 'already_cancelling':
      return refusalMessage(reason, 'GitHub was asked to cancel it already. The message changes when it has ended.');
  }
}
