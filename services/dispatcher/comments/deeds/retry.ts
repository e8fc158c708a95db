/** Has tried again what keeps a task from going on, as far as nobody has to decide about it; else it is looked at. Pure. */
import type { Outgoing } from '@valine/contracts';
import { type EffectRecord, operationId } from '@valine/records';
import { taskStarts } from '../../plans/record/task-starts.ts';
import type { Deed, DeedRequest } from './deed.ts';
import { beginsAgainText, looksText, onItsWayText, operatorText, triesAgainText } from './texts.ts';

export function decideRetry(asked: DeedRequest): Deed {
  const { comment, plan, line, task, opensPullRequests, now } = asked;
  const { safe, left } = asked.parked;
  const notes = left.map(operatorText);
  if (safe.length > 0) return done([triesAgainText(safe), ...notes], [retry(asked, safe)]);
  if (task === undefined && line.state === 'started' && opensPullRequests)
    return done([beginsAgainText()], taskStarts(plan.id, [line], comment.id, now));
  if (task !== undefined && task.pullRequest === undefined)
    return done(notes.length > 0 ? notes : [onItsWayText()], []);
  return done([looksText(task?.pullRequest), ...notes], [look(asked)]);
}

function done(sentences: readonly string[], messages: Outgoing[]): Deed {
  return { answer: { reaction: '+1', text: sentences.join('\n\n') }, messages: () => messages };
}

function retry({ comment, plan, line, now }: DeedRequest, effects: readonly EffectRecord[]): Outgoing {
  const about = { planId: plan.id, number: line.number, askedAt: now };
  return { type: 'task.retry', id: operationId(comment.id, 'retry'), ...about, effectIds: effects.map(({ id }) => id) };
}

/** At its pull request; or, where it has none, at its issue and those it waits for. */
function look({ comment, plan, line, task, now }: DeedRequest): Outgoing {
  const id = operationId(comment.id, 'look');
  return task?.pullRequest === undefined
    ? { type: 'plan.reconcile', id, planId: plan.id, requestedAt: now }
    : { type: 'task.reconcile', id, planId: plan.id, number: line.number };
}
