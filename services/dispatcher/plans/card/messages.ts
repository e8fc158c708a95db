/** The card of a plan: the message people look at to see how a plan stands. */
import { buttonId } from '@valine/commands';
import { type Button, cutText, type Message, plainText, type Tone } from '@valine/contracts';
import { isTaskDone, isTaskEnded, type Plan, type Task, type TaskState } from '@valine/records';
import { kindText } from '../../effects/definition/messages.ts';

const ICON: Record<TaskState, string> = {
  pending: '⚪',
  started: '⏳',
  ready: '🟢',
  merged: '✅',
  failed: '🔴',
  skipped: '⏭️',
};
const REOPENED = '🔄';

export function planCardMessage(plan: Plan): Message {
  return {
    card: {
      title: titleOf(plan),
      lines: [...plan.tasks.map(taskLine), ...parkedLines(plan), ...closingLines(plan)],
      tone: TONE[plan.state],
      footer: footerOf(plan),
    },
    buttons: buttonsOf(plan),
  };
}

const TONE: Record<Plan['state'], Tone> = {
  pending: 'neutral',
  in_progress: 'running',
  completed: 'good',
  failed: 'bad',
  cancelled: 'warning',
};

/** `3/5`: tasks that are done, of all. */
export function progressOf({ tasks }: Pick<Plan, 'tasks'>): string {
  return `${tasks.filter(isTaskDone).length}/${tasks.length}`;
}

function titleOf(plan: Plan): string {
  switch (plan.state) {
    case 'pending':
      if (plan.tasks.every(isTaskDone)) return `📋 Plan ${plan.id} • nothing left to approve`;
      return `📋 Plan ${plan.id} • ${issueCount(plan.tasks.length)} labelled “${plainText(plan.label)}”`;
    case 'in_progress':
      return `🚧 Plan ${plan.id} • in progress • ${progressOf(plan)}`;
    case 'completed':
      return `✅ Plan ${plan.id} • shipped • ${progressOf(plan)}`;
    case 'failed':
      return `🔴 Plan ${plan.id} • failed • ${progressOf(plan)}`;
    case 'cancelled':
      return `🗑️ Plan ${plan.id} • discarded`;
  }
}

function issueCount(count: number): string {
  return count === 1 ? '1 issue' : `${count} issues`;
}

/** Titles beyond it are cut, so that every task keeps its line. */
const TITLE_LENGTH = 80;

/** One task: state, priority, a linked number and title, assignee, estimate, and why it ended as it did. */
export function taskLine(task: Task): string {
  const priority = task.priority === undefined ? '' : `**P${task.priority}** `;
  const details = [
    task.assignee === undefined ? 'unassigned' : `@${task.assignee}`,
    ...(task.estimate === undefined ? [] : [task.estimate]),
    ...(task.note === undefined ? [] : [task.note]),
    ...(task.trouble === undefined ? [] : [`⚠️ ${task.trouble}`]),
    ...(task.is === 'closed' && !isTaskEnded(task) ? [CLOSED] : []),
    ...(task.reopened ? ['reopened since'] : []),
    ...(task.alsoIn === undefined ? [] : [`also in ${task.alsoIn}`]),
  ];
  const texts = [cutText(task.title, TITLE_LENGTH), ...details].map(plainText);
  const pull = task.pullRequest === undefined ? '' : ` • [PR #${task.pullRequest.number}](${task.pullRequest.url})`;
  return `${task.reopened ? REOPENED : ICON[task.state]} ${priority}[#${task.number}](${task.url}) ${texts.join(' • ')}${pull}`;
}

const CLOSED = '⚠️ its pull request was closed without a merge: reopen it, or close the issue';

/** What waits for an operator; the thread says why. */
function parkedLines({ effects }: Plan): string[] {
  const parked = effects.filter((effect) => effect.parked !== undefined);
  return parked.map(({ id, kind }) => `🅿️ could not ${kindText(kind)} • an operator decides: \`valine resolve ${id}\``);
}

function closingLines(plan: Plan): string[] {
  if (plan.endNote !== undefined) return ['', plainText(plan.endNote)];
  const isDone = plan.tasks.every(isTaskDone);
  if (plan.state === 'in_progress' && isDone) return ['', `All tasks are done: \`/ship run_id:${plan.id}\``];
  if (plan.state !== 'pending') return [];
  if (isDone)
    return [
      '',
      'Each issue was closed, or is not meant any more, before the plan was approved. Discard it; `/plan` proposes another.',
    ];
  const lines = [...(plan.leftOut > 0 ? [leftOutText(plan)] : []), ...plannedElsewhereText(plan)];
  return lines.length === 0 ? [] : ['', ...lines];
}

function plannedElsewhereText({ plannedElsewhere = [] }: Plan): string[] {
  if (plannedElsewhere.length === 0) return [];
  const issues = plannedElsewhere.map(({ number, planId }) => `#${number} (\`${planId}\`)`);
  return [
    `Left out, for another open plan has them: ${issues.join(', ')}. \`/plan include_planned:true\` takes them too.`,
  ];
}

function leftOutText({ leftOut, onlyOldest }: Plan): string {
  if (onlyOldest === undefined) return `… and ${leftOut} more with this label, beyond the limit`;
  return `… and at least ${leftOut} more with this label: only the ${onlyOldest} oldest were looked at, so something urgent may be missing. Plan by a label that fewer issues carry.`;
}

function footerOf(plan: Plan): string {
  const interaction = `requested by ${plan.requestedBy.name}`;
  if (plan.state === 'pending')
    return `${plan.approvals.length} of ${plan.approvalsRequired} approvals • ${interaction}`;
  if (plan.approvals.length === 0) return interaction;
  return `approved by ${plan.approvals.map(({ person }) => person.name).join(', ')} • ${interaction}`;
}

function buttonsOf(plan: Plan): Button[] {
  if (plan.state !== 'pending') return [];
  const discard: Button = { id: buttonId('discard', plan.id), label: 'Discard', style: 'danger' };
  if (plan.tasks.every(isTaskDone)) return [discard];
  return [{ id: buttonId('approve', plan.id), label: 'Approve', style: 'success' }, discard];
}
