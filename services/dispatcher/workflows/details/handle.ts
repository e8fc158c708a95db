/** The Details button: shows the one who presses what stands behind a message that says in one line that all is well. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { detailsMessage } from '../card/messages.ts';
import { trackingNotFoundMessage } from '../tracking/change-tracking.ts';

export async function handleDetailsButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const tracking = await ports.store.find('tracking', press.argument);
  const answer =
    tracking === undefined
      ? { outcome: 'follow_not_found', message: trackingNotFoundMessage(press.argument) }
      : { outcome: 'answered', message: detailsMessage(tracking) };
  await answerOnce(ports, press, answer);
}
