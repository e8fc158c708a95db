/** Has a task fall away from its plan, by somebody's decision. Its pull request and its issue stay as they are. Pure. */
import { operationId } from '@valine/records';
import { movedTasks } from '../../plans/held/held.ts';
import { byPerson } from '../../plans/issues/messages.ts';
import { type Deed, type DeedRequest, refused } from './deed.ts';
import { isMergedText, isShippedText, pullUnseenText, skippedNote, skippedText } from './texts.ts';

export function decideSkip(asked: DeedRequest): Deed {
  const { comment, plan, line, task, isMerged, now } = asked;
  if (isMerged || task?.seen?.is === 'merged') {
    const look = { type: 'task.reconcile', id: operationId(comment.id, 'look'), planId: plan.id } as const;
    return { ...refused(isMergedText()), messages: () => [{ ...look, number: line.number }] };
  }
  if (isMerged === undefined) return refused(pullUnseenText());
  if (isBeingShipped(asked)) return refused(isShippedText());
  const skipped = { ...line, state: 'skipped', note: skippedNote(comment.by) } as const;
  const tasks = plan.tasks.map((each) => (each === line ? skipped : each));
  const moved = { moved: [skipped], cause: byPerson(comment.by), source: comment.id, now };
  return { answer: { reaction: '+1', text: skippedText(plan, line) }, ...movedTasks(plan, tasks, moved) };
}

/** Its merge may happen at any moment, or has happened and nobody has seen it. */
function isBeingShipped({ plan, line, isMerging }: DeedRequest): boolean {
  return isMerging || plan.shipping?.waiting.includes(line.number) === true;
}
