/** What comes of it that somebody asks to have a task tried again, skipped or started. Pure. */
import type { CommentVerb } from '@valine/contracts';
import { isPlanEnded, isTaskEnded } from '@valine/records';
import { type Deed, type DeedRequest, refused } from './deed.ts';
import { decideRetry } from './retry.ts';
import { decideSkip } from './skip.ts';
import { decideStart } from './start.ts';
import { endedText, notInPlanText, planEndedText, planPendingText } from './texts.ts';

/** Whoever approves begins a plan: before that, and once it is over, nothing is done. */
export function decideDeed(verb: Exclude<CommentVerb, 'status'>, asked: DeedRequest): Deed {
  const { plan, line } = asked;
  if (isPlanEnded(plan)) return refused(planEndedText(plan, line));
  if (plan.state === 'pending') return refused(planPendingText(plan));
  if (line.out !== undefined) return refused(notInPlanText());
  if (isTaskEnded(line)) return refused(endedText(line));
  switch (verb) {
    case 'retry':
      return decideRetry(asked);
    case 'skip':
      return decideSkip(asked);
    case 'start':
      return decideStart(asked);
  }
}
