/** The button under a value that is set: has the client deployed, in a message of its own that everybody sees. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification } from '../../replies/notifications.ts';
import { startDeploy } from '../../workflows/deploy-client/handle.ts';

/** The id of the press is that of the deploy: a copy starts nothing. */
export async function handleDeployNowButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { id, person, reply, pressedAt: requestedAt } = press;
  if (await finishEarlierAnswer(ports, press)) return;
  const place = { in: 'channel', channelId: reply.channelId } as const;
  const told = answerNotification(reply, { content: '🚀 The deploy is starting; its message is in this channel.' });
  await startDeploy(ports, { id, person, place, requestedAt, tellsSuccess: true }, [told]);
}
