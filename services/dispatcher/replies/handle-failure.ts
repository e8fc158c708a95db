/** The one place where a failure becomes what happens next: a word to the person, a wait, an end, or a retry. */
import { askedAt } from '@valine/admission';
import type { Message } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, QueueUnavailable, RetryLater } from '@valine/lambda-kit';
import { RecordTooLarge, TransientError } from '@valine/records';
import { MAX_RECEIVES } from '@valine/settings';
import type { Interaction, Ports } from '../ports.ts';
import { answerOnce } from './answer-once.ts';
import { decideFailure } from './decide-failure.ts';
import {
  gitHubGaveUpMessage,
  gitHubLimitedMessage,
  gitHubRefusedMessage,
  gitHubWaitingMessage,
  recordFullMessage,
  stuckMessage,
  troubleMessage,
} from './failure-messages.ts';
import { type OnTheWay, onTheWayNotification } from './notifications.ts';

/** How the message came. */
export type Delivery = { waits: number; receiveCount: number };

/** Rethrows what the queue should bring back; returns when the person has their answer. */
export async function handleFailure(
  ports: Ports,
  interaction: Interaction,
  error: unknown,
  delivery: Delivery,
): Promise<void> {
  if (error instanceof GitHubError) return handleGitHubFailure(ports, interaction, error, delivery.waits);
  if (error instanceof TransientError) throw error;
  if (error instanceof RecordTooLarge) {
    ports.logger.error('a record would be too large', { id: interaction.id, error });
    return answerOnce(ports, interaction, { outcome: 'record_full', message: recordFullMessage() });
  }
  if (delivery.receiveCount >= MAX_RECEIVES.dispatch) await tell(ports, interaction, 'stuck', stuckMessage());
  else if (!(error instanceof QueueUnavailable)) await tell(ports, interaction, 'trouble', troubleMessage());
  throw error;
}

async function handleGitHubFailure(
  ports: Ports,
  interaction: Interaction,
  error: GitHubError,
  waits: number,
): Promise<void> {
  const decision = decideFailure(error, askedAt(interaction), ports.clock.now(), waits);
  switch (decision.kind) {
    case 'wait':
      if (waits === 0) await tell(ports, interaction, 'waiting', gitHubWaitingMessage());
      throw new RetryLater(decision.seconds, error.message, { cause: error });
    case 'give_up':
      ports.logger.error('gave up on GitHub', { id: interaction.id, error });
      return answerOnce(ports, interaction, {
        outcome: 'github_unavailable',
        message: gitHubGaveUpMessage(decision.minutes),
      });
    case 'limited':
      ports.logger.error('GitHub allows no more requests', { id: interaction.id, error });
      return answerOnce(ports, interaction, {
        outcome: 'github_rate_limited',
        message: gitHubLimitedMessage(decision.minutes),
      });
    case 'refused':
      ports.logger.error('GitHub refused a request: check its token and permissions', { id: interaction.id, error });
      return answerOnce(ports, interaction, {
        outcome: 'github_refused',
        message: gitHubRefusedMessage(decision.status, decision.advice),
      });
  }
}

/** A word on the way, that the answer overrides: if it cannot be said, nothing is lost. */
async function tell(ports: Ports, interaction: Interaction, stage: OnTheWay, message: Message): Promise<void> {
  try {
    await ports.queues.send('notify', [entryOf(onTheWayNotification(interaction.reply, stage, message))]);
  } catch (error) {
    ports.logger.warn('could not say that the answer takes longer', { id: interaction.id, error });
  }
}
