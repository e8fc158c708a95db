/** Queues that keep what was sent, and can be told to be out of order. */
import type { QueueName } from '@valine/contracts';
import { type QueueEntry, type Queues, QueueUnavailable } from '@valine/lambda-kit';

export type SentEntry = QueueEntry & { queue: QueueName };

export type RecordingQueues = Queues & {
  /** Everything sent so far, oldest first. */
  sent: SentEntry[];
  /** Calls made, failed ones included: what AWS would bill. */
  calls: number;
  /** The next `times` calls fail, and nothing of them arrives. */
  failNext(times: number): void;
};

export function recordingQueues(): RecordingQueues {
  let failures = 0;
  const queues: RecordingQueues = {
    sent: [],
    calls: 0,
    failNext(times) {
      failures = times;
    },
    async send(queue, entries) {
      queues.calls += 1;
      if (failures > 0) {
        failures -= 1;
        throw new QueueUnavailable(`the ${queue} queue was told to fail`, { mayHaveArrived: false });
      }
      queues.sent.push(...entries.map((entry) => ({ ...entry, queue })));
    },
  };
  return queues;
}
