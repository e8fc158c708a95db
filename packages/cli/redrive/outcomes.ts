/** How a redrive ended. */
import type { QueueName } from '@valine/contracts';
import type { MoveProgress } from '../ports.ts';

export type ChosenOutcome = { moved: { queue: QueueName; messageId: string }[]; missing: string[] };

export type AllOutcome = MoveProgress & {
  queue: QueueName;
  /** Somebody had started it before; it was only followed. */
  alreadyRunning: boolean;
};
