/** What somebody asks of a task, and what comes of it. */
import type { Outgoing } from '@valine/contracts';
import type { CommentRecord, EffectRecord, Plan, Task, TaskRecord } from '@valine/records';
import type { CommentAnswer } from '../record/new-comment.ts';

/** `next`: absent where the plan stays as it is; `messages`: what goes out besides the answer, with the plan as it is then. */
export type Deed = { answer: CommentAnswer; next?: Plan; messages?: (after: Plan) => Outgoing[] };

export type DeedRequest = {
  comment: CommentRecord;
  plan: Plan;
  line: Task;
  /** Once the work has begun. */
  task: TaskRecord | undefined;
  /** Its effects that nobody tries any more: `safe` to be tried again, and `left` to an operator. */
  parked: { safe: EffectRecord[]; left: EffectRecord[] };
  /** Its merge was asked for, and nobody knows yet what came of it. */
  isMerging: boolean;
  /** Whether GitHub shows its pull request as merged, asked where that matters; undefined where it does not tell. */
  isMerged: boolean | undefined;
  opensPullRequests: boolean;
  /** Epoch milliseconds. */
  now: number;
};

export function refused(text: string): Deed {
  return { answer: { reaction: 'confused', text } };
}
