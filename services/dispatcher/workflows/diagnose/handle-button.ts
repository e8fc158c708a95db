/** The Diagnose button: diagnoses what a failed run left behind, in a message of its own. */
import type { ButtonPressed } from '@valine/contracts';
import { isTrackingEnded, type Tracking } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification } from '../../replies/notifications.ts';
import { trackingNotFoundMessage } from '../tracking/change-tracking.ts';
import { startTracking } from '../tracking/start-tracking.ts';
import { diagnosingMessage, stillRunningMessage } from './messages.ts';

export async function handleDiagnoseNowButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { id, argument: trackingId, person, reply, pressedAt } = press;
  if (await finishEarlierAnswer(ports, press)) return;
  const failed = await ports.store.find('tracking', trackingId);
  if (failed === undefined || !isTrackingEnded(failed)) return refuse(ports, press, failed);
  const interaction = {
    stages: [{ kind: 'diagnose', workflow: ports.settings.diagnoseWorkflow }],
    id,
    person,
    place: { in: 'channel', channelId: reply.channelId },
    requestedAt: pressedAt,
    // The addresses that were given for what failed.
    inputs: failed.inputs,
  } as const;
  await startTracking(ports, interaction, [answerNotification(reply, diagnosingMessage())]);
}

async function refuse(ports: Ports, press: ButtonPressed, found: Tracking | undefined): Promise<void> {
  const { argument: trackingId } = press;
  const answer =
    found === undefined
      ? { outcome: 'follow_not_found', message: trackingNotFoundMessage(trackingId) }
      : { outcome: 'follow_still_running', message: stillRunningMessage(trackingId) };
  await answerOnce(ports, press, answer);
}
