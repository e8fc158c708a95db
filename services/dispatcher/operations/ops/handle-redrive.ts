/** The button of `/ops` that has dead letters tried again. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { redrivenMessage } from './messages.ts';

/** May be repeated: a message that comes back does nothing twice. */
export async function handleOpsRedriveButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const depths = await ports.readQueueDepths();
  await ports.redrive();
  const count = depths.reduce((sum, { deadLetters }) => sum + deadLetters, 0);
  await answerOnce(ports, press, { outcome: 'answered', message: redrivenMessage(count) });
}
