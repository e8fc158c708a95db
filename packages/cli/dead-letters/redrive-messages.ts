/** How a redrive ended, and what `valine redrive` says of it. */
import type { QueueName } from '@valine/contracts';
import type { MoveProgress } from '../terminal/ports.ts';

export type ChosenOutcome = {
  moved: { queue: QueueName; messageId: string }[];
  missing: string[];
  /** Queues that were not scanned to the end: what is missing may be there. */
  unfinished: QueueName[];
  /** Dead letters that could not be put back at once. They become visible again by themselves. */
  stillHidden: number;
};

export type AllOutcome = MoveProgress & {
  queue: QueueName;
  /** Somebody had started it before. This command only watched it. */
  alreadyRunning: boolean;
};

export function nothingChosenMessage(): string {
  return 'Say which: --message <id…> for chosen messages (valine dlq lists them), or --all.';
}

export function progressMessage(queue: QueueName, { moved, total }: MoveProgress): string {
  return `${queue}: ${moved}${total === undefined ? '' : ` of ${total}`} moved …`;
}

/** `failed` is what was not done, where something was not. */
export type Redriven = { text: string; failed?: string };

export function chosenRedrivenMessage({ moved, missing, unfinished, stillHidden }: ChosenOutcome): Redriven {
  const done = moved.map(({ queue, messageId }) => `${queue}: ${messageId} is back in its queue.`);
  const hidden = stillHidden > 0 ? [stillHiddenMessage(stillHidden)] : [];
  const notFound = missing.map((id) => `${id} was not found: ${whyMissing(unfinished)}`);
  return redriven([...done, ...hidden], notFound);
}

function whyMissing(unfinished: readonly QueueName[]): string {
  if (unfinished.length > 0)
    return `${unfinished.join(' and ')} ${unfinished.length > 1 ? 'have' : 'has'} more letters than can be looked at one by one. Use --queue <queue> --all.`;
  return 'no dead letter has that id, it is back already, or it stands behind another of its conversation (redrive that first, or --all).';
}

/** For dead letters that SQS refused to make visible at once. */
export function stillHiddenMessage(count: number): string {
  const letters = count === 1 ? '1 letter that was' : `${count} letters that were`;
  return `${letters} looked at could not be put back at once: back by itself within 5 minutes.`;
}

export function allRedrivenMessage(outcomes: readonly AllOutcome[]): Redriven {
  const ended = Object.groupBy(outcomes, ({ state }) => (state === 'completed' ? 'completed' : 'failed'));
  return redriven((ended.completed ?? []).map(outcomeText), (ended.failed ?? []).map(outcomeText));
}

function redriven(done: readonly string[], failed: readonly string[]): Redriven {
  return { text: done.join('\n'), ...(failed.length > 0 && { failed: failed.join('\n') }) };
}

function outcomeText({ queue, state, moved, reason, alreadyRunning }: AllOutcome): string {
  const joined = alreadyRunning ? ' (a redrive was already running; it was followed to its end)' : '';
  if (state === 'completed' && moved === 0) return `${queue}: nothing to move.${joined}`;
  if (state === 'completed') return `${queue}: ${moved} moved back.${joined}`;
  return `${queue}: the move ${state} after ${moved}${reason === undefined ? '' : ` (${reason})`}. Run it again; what was moved stays moved.${joined}`;
}
