/** Reads what `/local/state` shows: queues with their depths, plans, trackings, functions. */
import type { PlanSummary, TrackingSummary } from '@valine/records';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';
import { tableName } from '@valine/settings';
import { ADMIN_KEY_ID } from './account/find-caller.ts';
import type { SqsQueue } from './engines/fauxqs-parts.ts';
import { deadLetterTarget, type QueueEngine } from './engines/queue-engine.ts';
import { isNeedless, type Wait } from './is-needless.ts';
import type { LocalFunction } from './lambda/create-function.ts';
import type { Cloud } from './monitor/resource.ts';
import type { PlanState, QueueState, StackState, TrackingState } from './stack.ts';

/** At most so many records of each kind, open and ended ones each. */
const SHOWN = 50;

export type StateReader = {
  read(): Promise<StackState>;
  /** Whether a message will find nothing to do, by its body. */
  isNeedless(body: string, wait: Wait): Promise<boolean>;
  close(): void;
};

export function createStateReader(
  stage: string,
  cloud: Cloud,
  functions: ReadonlyMap<string, LocalFunction>,
): StateReader {
  const client = createDynamoDbClient({
    region: cloud.account.region,
    endpoint: cloud.awsEndpoint,
    credentials: { accessKeyId: ADMIN_KEY_ID, secretAccessKey: 'local' },
  });
  const store = createDynamoDbStore({ client, tableName: tableName(stage), clock: { now: Date.now } });

  const hasTable = () => cloud.account.tables.has(tableName(stage));

  async function readRecords(): Promise<Pick<StackState, 'runs' | 'follows'>> {
    if (!hasTable()) return { runs: [], follows: [] };
    const lists = (['open', 'ended'] as const).map((which) =>
      Promise.all([store.listPlans(which, SHOWN), store.listTrackings(which, SHOWN)]),
    );
    const records = await Promise.all(lists);
    return {
      runs: records.flatMap(([plans]) => plans.map(runState)),
      follows: records.flatMap(([, trackings]) => trackings.map(trackingState)),
    };
  }

  return {
    async read() {
      const records = await readRecords();
      const shown = [...functions.values()].map((each) => ({ name: each.name, busy: each.busy() }));
      return { stage, queues: queueStates(cloud.queues), ...records, functions: shown };
    },
    isNeedless: async (body, wait) => hasTable() && isNeedless(store, body, wait),
    close: () => client.destroy(),
  };
}

/** Dead-letter queues are not listed. Their messages are the `deadLetters` of the queue they came from. */
function queueStates(queues: QueueEngine): QueueState[] {
  const targets = new Set(queues.all().map(deadLetterTarget));
  return queues
    .all()
    .filter((queue) => !targets.has(queue.arn))
    .map((queue) => ({
      name: queue.name,
      ...depths(queue),
      ...firstDue(queue),
      deadLetters: countDeadLetters(queues, queue),
    }));
}

function countDeadLetters(queues: QueueEngine, queue: SqsQueue): number {
  const target = queues.all().find((candidate) => candidate.arn === deadLetterTarget(queue));
  if (!target) return 0;
  const { visible, inFlight } = depths(target);
  return visible + inFlight;
}

export function depths(queue: SqsQueue) {
  queue.processTimers();
  const { ready, inflight, delayed } = queue.inspectMessages();
  return { visible: ready.length, inFlight: inflight.length, delayed: delayed.length };
}

function firstDue(queue: SqsQueue): Pick<QueueState, 'dueInSeconds'> {
  const { delayed } = queue.inspectMessages();
  if (delayed.length === 0) return {};
  const due = Math.min(...delayed.map(({ delayUntil = 0 }) => delayUntil));
  return { dueInSeconds: Math.max(0, Math.ceil((due - Date.now()) / 1000)) };
}

function runState({ id, state, label, repository, updatedAt, tasks: { ended, total } }: PlanSummary): PlanState {
  return { id, state, label, repository, updatedAt, tasks: { done: ended, total } };
}

function trackingState({ id, state, repository, updatedAt }: TrackingSummary): TrackingState {
  return { id, state, repository, updatedAt };
}
