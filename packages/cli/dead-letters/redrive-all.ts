/** Has SQS move all dead letters back, and waits for the end. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetterQueues, Terminal } from '../terminal/ports.ts';
import type { AllOutcome } from './redrive-messages.ts';
import { progressMessage } from './redrive-messages.ts';

export type RedriveTools = {
  queues: DeadLetterQueues;
  terminal: Pick<Terminal, 'progress'>;
  pause(milliseconds: number): Promise<void>;
};

const POLL_MS = 1000;

export async function redriveAll(tools: RedriveTools, from: readonly QueueName[]): Promise<AllOutcome[]> {
  const outcomes: AllOutcome[] = [];
  for (const queue of from) outcomes.push(await moveAllOf(tools, queue));
  return outcomes;
}

async function moveAllOf({ queues, terminal, pause }: RedriveTools, queue: QueueName): Promise<AllOutcome> {
  if ((await queues.count(queue)) === 0) return { queue, state: 'completed', moved: 0, alreadyRunning: false };
  const task = await queues.moveAll(queue);
  for (;;) {
    const progress = await task.progress();
    if (progress.state !== 'running') {
      terminal.progress('');
      return { queue, ...progress, alreadyRunning: !task.isNew };
    }
    terminal.progress(progressMessage(queue, progress));
    await pause(POLL_MS);
  }
}
