/** What `valine redrive` says. */
import type { QueueName } from '@valine/contracts';
import type { MoveProgress } from '../ports.ts';
import type { AllOutcome, ChosenOutcome } from './outcomes.ts';

export function nothingChosenMessage(): string {
  return 'Say which: --message <id…> for chosen messages (valine dlq lists them), or --all.';
}

export function progressMessage(queue: QueueName, { moved, total }: MoveProgress): string {
  return `${queue}: ${moved}${total === undefined ? '' : ` of ${total}`} moved …`;
}

export function chosenRedrivenMessage({ moved, missing }: ChosenOutcome): string {
  return [
    ...moved.map(({ queue, messageId }) => `${queue}: ${messageId} is back in its queue.`),
    ...missing.map(
      (id) =>
        `${id} was not found: it is back already, or stands behind another of its conversation (redrive that first, or --all).`,
    ),
  ].join('\n');
}

export function allRedrivenMessage(outcomes: readonly AllOutcome[]): string {
  return outcomes.map(outcomeText).join('\n');
}

function outcomeText({ queue, state, moved, reason, alreadyRunning }: AllOutcome): string {
  const joined = alreadyRunning ? ' (a redrive was already running; it was followed to its end)' : '';
  if (state === 'completed' && moved === 0) return `${queue}: nothing to move.${joined}`;
  if (state === 'completed') return `${queue}: ${moved} moved back.${joined}`;
  return `${queue}: the move ${state} after ${moved}${reason === undefined ? '' : ` (${reason})`}. Run it again; what was moved stays moved.${joined}`;
}
