/** SQS's own redrive: a message move task, at most one for each dead-letter queue. */
import {
  ListMessageMoveTasksCommand,
  type ListMessageMoveTasksResultEntry,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { MoveProgress, MoveTask } from '../terminal/ports.ts';

const STATES: Readonly<Record<string, MoveProgress['state']>> = {
  RUNNING: 'running',
  CANCELLING: 'running',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
};

export async function moveAll(client: SQSClient, deadLetterQueueArn: string): Promise<MoveTask> {
  const before = await newestTask(client, deadLetterQueueArn);
  if (before !== undefined && stateOf(before) === 'running')
    return { isNew: false, progress: async () => progressOf(await newestTask(client, deadLetterQueueArn)) };
  await client.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetterQueueArn }));
  return {
    isNew: true,
    async progress() {
      const task = await newestTask(client, deadLetterQueueArn);
      // The list can lag behind the start. Until it catches up it shows the task before ours.
      return task?.StartedTimestamp === before?.StartedTimestamp ? progressOf(undefined) : progressOf(task);
    },
  };
}

async function newestTask(client: SQSClient, SourceArn: string): Promise<ListMessageMoveTasksResultEntry | undefined> {
  const { Results } = await client.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
  return Results?.[0];
}

function progressOf(task: ListMessageMoveTasksResultEntry | undefined): MoveProgress {
  if (task === undefined) return { state: 'running', moved: 0 };
  const { ApproximateNumberOfMessagesMoved: moved = 0, ApproximateNumberOfMessagesToMove: total, FailureReason } = task;
  return {
    state: stateOf(task),
    moved,
    ...(total !== undefined && { total }),
    ...(FailureReason !== undefined && { reason: FailureReason }),
  };
}

function stateOf({ Status }: ListMessageMoveTasksResultEntry): MoveProgress['state'] {
  return STATES[Status ?? ''] ?? 'running';
}
