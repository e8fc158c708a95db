/** Moves dead letters back to the queue they came from, which fauxqs cannot do. */
import { queueNameOf } from '../account/arn.ts';
import type { SqsMessage, SqsQueue } from '../engines/fauxqs-parts.ts';
import type { EngineReply, QueueEngine } from '../engines/queue-engine.ts';
import { errorReply, okReply } from './replies.ts';
import type { Body } from './required-permissions.ts';

type Task = {
  TaskHandle: string;
  Status: 'COMPLETED';
  SourceArn: string;
  DestinationArn?: string;
  ApproximateNumberOfMessagesMoved: number;
  ApproximateNumberOfMessagesToMove: number;
  StartedTimestamp: number;
};

export type MoveTasks = { answer(action: string, body: Body): EngineReply | undefined };

/** A task is done when its call answers. A second one moves only what has come since. */
export function createMoveTasks(queues: QueueEngine): MoveTasks {
  const done: Task[] = [];

  function start(body: Body): EngineReply {
    const source = queues.find(queueNameOf(String(body['SourceArn'])));
    if (!source) return notFound();
    const sources = queues.sourcesOf(source.arn);
    if (sources.length === 0) {
      return errorReply('InvalidParameterValue', 'Source queue must be configured as a Dead Letter Queue.');
    }
    const target = body['DestinationArn'] ? queues.find(queueNameOf(String(body['DestinationArn']))) : sources[0];
    if (!target) return notFound();
    if (!body['DestinationArn'] && sources.length > 1)
      return errorReply('InvalidParameterValue', severalSourcesMessage);
    const moved = moveAll(source, target);
    const task = taskOf(source, body, moved);
    done.unshift(task);
    return okReply({ TaskHandle: task.TaskHandle });
  }

  function answer(action: string, body: Body): EngineReply | undefined {
    switch (action) {
      case 'StartMessageMoveTask':
        return start(body);
      case 'ListMessageMoveTasks':
        return okReply({ Results: list(done, body).map(({ TaskHandle: _, ...task }) => task) });
      case 'CancelMessageMoveTask':
        return errorReply('ResourceNotFoundException', 'The task does not exist or is not running any more.');
      case 'ListDeadLetterSourceQueues':
        return listSources(queues, body);
      default:
        return undefined;
    }
  }

  return { answer };
}

const severalSourcesMessage =
  'Several queues have this dead-letter queue, and the local stack does not know where each message came from: give DestinationArn.';

function notFound(): EngineReply {
  return errorReply(
    'ResourceNotFoundException',
    'The resource that you specified for the SourceArn or DestinationArn parameter does not exist.',
  );
}

function taskOf(source: SqsQueue, body: Body, moved: number): Task {
  const now = Date.now();
  return {
    TaskHandle: Buffer.from(`${source.arn} ${now}`).toString('base64'),
    Status: 'COMPLETED',
    SourceArn: source.arn,
    ...(body['DestinationArn'] ? { DestinationArn: String(body['DestinationArn']) } : {}),
    ApproximateNumberOfMessagesMoved: moved,
    ApproximateNumberOfMessagesToMove: moved,
    StartedTimestamp: now,
  };
}

function list(done: readonly Task[], body: Body): Task[] {
  return done.filter((task) => task.SourceArn === body['SourceArn']).slice(0, Number(body['MaxResults'] ?? 1));
}

function listSources(queues: QueueEngine, body: Body): EngineReply {
  const queue = queues.find(queueNameOf(String(body['QueueUrl'])));
  if (!queue) return errorReply('QueueDoesNotExist', 'The specified queue does not exist.');
  const base = String(body['QueueUrl']).replace(/[^/]+$/, '');
  return okReply({ queueUrls: queues.sourcesOf(queue.arn).map((source) => `${base}${source.name}`) });
}

/**
 * Moves every visible message, the oldest first, as a new one: retention and receives start again.
 * Its row is rewritten under the same id, so a kill in between leaves it in exactly one of the queues.
 */
function moveAll(source: SqsQueue, target: SqsQueue): number {
  const messages = takeReady(source);
  for (const message of messages) target.enqueue(renewed(message, target));
  return messages.length;
}

function takeReady(queue: SqsQueue): SqsMessage[] {
  queue.processTimers();
  const { ready } = queue.inspectMessages();
  queue.messages = [];
  queue.fifoMessages.clear();
  return ready;
}

function renewed(message: SqsMessage, target: SqsQueue): SqsMessage {
  const { approximateFirstReceiveTimestamp: _, delayUntil: __, ...kept } = message;
  return {
    ...kept,
    sentTimestamp: Date.now(),
    approximateReceiveCount: 0,
    ...(target.isFifo() ? { sequenceNumber: target.nextSequenceNumber() } : {}),
  };
}
