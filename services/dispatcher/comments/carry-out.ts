/** Does what somebody has asked for by a comment, who may ask for it: the change of the plan promises the answer. */
import type { CommentAdmitted, CommentAnswered, CommentVerb } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  type CommentOnTask,
  type CommentRecord,
  isOnTask,
  isPlanEnded,
  operationId,
  type Plan,
  type Task,
  type TaskRecord,
  taskId,
} from '@valine/records';
import { changeOwner } from '../effects/change-owner.ts';
import { findRestriction } from '../operations/switches/switches.ts';
import { planRules } from '../plans/record/plan-rules.ts';
import type { Ports } from '../ports.ts';
import { refusalOrLater } from '../repository/refusal-or-later.ts';
import { isMerging, parkedEffects } from '../tasks/retry/retriable.ts';
import { handleCommentAnswered } from './answer.ts';
import { decideDeed } from './deeds/decide.ts';
import { type Deed, refused } from './deeds/deed.ts';
import { pausedText } from './deeds/texts.ts';
import type { CommentAnswer } from './record/new-comment.ts';
import { statusText } from './status/texts.ts';

/** @throws RetryLater while GitHub is away */
export async function handleCommentAdmitted(ports: Ports, { commentId }: CommentAdmitted): Promise<void> {
  const comment = await ports.store.find('comment', commentId);
  if (comment === undefined || comment.verb === null || !isOnTask(comment)) return;
  if (comment.effects.length > 0) return flushOutbox(ports, comment);
  const task = await ports.store.find('task', taskId(comment.planId, comment.number));
  if (comment.verb === 'status') await tellStatus(ports, comment, task);
  else await carryOut(ports, comment, comment.verb, task);
}

async function tellStatus(ports: Ports, comment: CommentOnTask, task: TaskRecord | undefined): Promise<void> {
  const plan = await ports.store.find('plan', comment.planId);
  const text = statusText(...lineIn(plan, comment), task, ports.clock.now());
  await handleCommentAnswered(ports, toAnswer(comment, { reaction: '+1', text }));
}

/** Of a plan that is over nothing is written any more: however often it is asked, it has one answer. */
async function carryOut(
  ports: Ports,
  comment: CommentOnTask,
  verb: Exclude<CommentVerb, 'status'>,
  task: TaskRecord | undefined,
): Promise<void> {
  const { clock, settings, switches } = ports;
  const pause = verb === 'skip' ? undefined : findRestriction(await switches(), 'pause');
  const about = {
    ...{ comment, task, opensPullRequests: settings.opensPullRequests },
    isMerged: verb === 'skip' && (await isMergedByNow(ports, task)),
    isMerging: task !== undefined && isMerging(task),
    parked: parkedEffects(task ?? { effects: [] }),
  };
  const changed = await changeOwner(ports, planRules, {
    source: comment.id,
    ownerId: comment.planId,
    decide(found) {
      const [plan, line] = lineIn(found, comment);
      const asked = { ...about, plan, line, now: clock.now() };
      const deed = pause === undefined ? decideDeed(verb, asked) : refused(pausedText(pause === 'unknown'));
      if (isPlanEnded(plan)) return { verdict: deed };
      return {
        verdict: deed,
        next: deed.next ?? plan,
        messages: (after) => told(comment, deed, after),
        isRemembered: true,
      };
    },
  });
  if (changed === undefined || changed.isWritten || changed.verdict === 'applied_before') return;
  await handleCommentAnswered(ports, toAnswer(comment, changed.verdict.answer));
}

function told(comment: CommentRecord, { answer, messages = () => [] }: Deed, after: Plan) {
  return [...messages(after), toAnswer(comment, answer)];
}

/** One read, where it has a pull request; undefined where GitHub refuses. */
async function isMergedByNow({ lookups, logger }: Ports, task: TaskRecord | undefined): Promise<boolean | undefined> {
  if (task?.pullRequest === undefined) return false;
  try {
    return (await lookups.findPullRequest(task.pullRequest.number))?.merged ?? false;
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('whether a pull request is merged could not be read', { pull: task.pullRequest.number, problem });
    return undefined;
  }
}

/** @throws Error where there is none: the tasks of a plan stay */
function lineIn(plan: Plan | undefined, { planId, number }: CommentOnTask): [plan: Plan, line: Task] {
  const line = plan?.tasks.find((each) => each.number === number);
  if (plan === undefined || line === undefined) throw new Error(`${planId} has no task of #${number} any more`);
  return [plan, line];
}

function toAnswer({ id }: CommentRecord, { reaction, text = '' }: CommentAnswer): CommentAnswered {
  return { type: 'comment.answered', id: operationId(id, 'answered'), commentId: id, reaction, text };
}
