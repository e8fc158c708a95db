/** The button of `/ops` that has dead letters tried again. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { redrivenMessage } from './messages.ts';

/** Whatever was done once is not done again by what comes back: so may this itself be repeated. */
export async function handleOpsRedriveButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const depths = await ports.readQueueDepths();
  await ports.redrive();
  const count = depths.reduce((sum, { deadLetters }) => sum + deadLetters, 0);
  await answerOnce(ports, press, { outcome: 'answered', message: redrivenMessage(count) });
}
