/** How a redrive ended. */
import type { QueueName } from '@valine/contracts';
import type { MoveProgress } from '../ports.ts';

export type ChosenOutcome = {
  moved: { queue: QueueName; messageId: string }[];
  missing: string[];
  /** Queues with more letters than could be looked at: what is missing may be there. */
  unfinished: QueueName[];
  /** Letters that were looked at and could not be put back: they show up again by themselves. */
  stillHidden: number;
};

export type AllOutcome = MoveProgress & {
  queue: QueueName;
  /** Somebody had started it before; it was only followed. */
  alreadyRunning: boolean;
};
