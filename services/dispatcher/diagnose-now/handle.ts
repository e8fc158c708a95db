/** The Diagnose button: diagnoses what a failed run left behind, in a message of its own. */
import type { ButtonPressed } from '@valine/contracts';
import { type Follow, isFollowEnded } from '@valine/runs';
import { answerOnce, finishEarlierAnswer } from '../answer/answer-once.ts';
import { answerNotification } from '../answer/notifications.ts';
import { finishEarlierFollow } from '../follow/finish-earlier-follow.ts';
import { followNotFoundMessage } from '../follow/messages.ts';
import { startFollow } from '../follow/start-follow.ts';
import type { Ports } from '../ports.ts';
import { diagnosingMessage, stillRunningMessage } from './messages.ts';

export async function handleDiagnoseNowButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { id, argument: followId, person, reply, pressedAt } = press;
  if (await finishEarlierAnswer(ports, press)) return;
  const failed = await ports.store.find('follow', followId);
  if (failed === undefined || !isFollowEnded(failed)) {
    // It may have been run again since a copy of the press has started the diagnose.
    if (!(await finishEarlierFollow(ports, 'diagnose', press))) await refuse(ports, press, failed);
    return;
  }
  const asked = {
    stages: [{ kind: 'diagnose', workflow: ports.settings.diagnoseWorkflow }],
    id,
    person,
    place: { in: 'channel', channelId: reply.channelId },
    requestedAt: pressedAt,
    // The addresses that were given for what failed.
    inputs: failed.inputs,
  } as const;
  await startFollow(ports, asked, [answerNotification(reply, diagnosingMessage())]);
}

async function refuse(ports: Ports, press: ButtonPressed, found: Follow | undefined): Promise<void> {
  const { argument: followId } = press;
  const answer =
    found === undefined
      ? { outcome: 'follow_not_found', message: followNotFoundMessage(followId) }
      : { outcome: 'follow_still_running', message: stillRunningMessage(followId) };
  await answerOnce(ports, press, answer);
}
