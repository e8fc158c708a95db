/** The card of a run: the message people look at to see how a plan stands. */
import { buttonId } from '@valine/commands';
import { type Button, type Message, plainText, type Tone } from '@valine/contracts';
import { isTaskEnded, type Run, type Task, type TaskState } from '@valine/runs';
import { kindText } from '../effects/messages.ts';

const ICON: Record<TaskState, string> = {
  pending: '⚪',
  started: '⏳',
  ready: '🟢',
  merged: '✅',
  failed: '🔴',
  skipped: '⏭️',
};

export function runCardMessage(run: Run): Message {
  return {
    card: {
      title: titleOf(run),
      lines: [...run.tasks.map(taskLine), ...parkedLines(run), ...closingLines(run)],
      tone: TONE[run.state],
      footer: footerOf(run),
    },
    buttons: buttonsOf(run),
  };
}

const TONE: Record<Run['state'], Tone> = {
  pending: 'neutral',
  in_progress: 'running',
  completed: 'good',
  failed: 'bad',
  cancelled: 'warning',
};

/** `3/5`: tasks that have ended, of all. */
export function progressOf(run: Pick<Run, 'tasks'>): string {
  return `${run.tasks.filter(isTaskEnded).length}/${run.tasks.length}`;
}

function titleOf(run: Run): string {
  switch (run.state) {
    case 'pending':
      return `📋 Plan ${run.id} • ${issueCount(run.tasks.length)} labelled “${plainText(run.label)}”`;
    case 'in_progress':
      return `🚧 Plan ${run.id} • in progress • ${progressOf(run)}`;
    case 'completed':
      return `✅ Plan ${run.id} • shipped • ${progressOf(run)}`;
    case 'failed':
      return `🔴 Plan ${run.id} • failed • ${progressOf(run)}`;
    case 'cancelled':
      return `🗑️ Plan ${run.id} • discarded`;
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
  ];
  const texts = [shorten(task.title), ...details].map(plainText);
  return `${ICON[task.state]} ${priority}[#${task.number}](${task.url}) ${texts.join(' • ')}`;
}

function shorten(title: string): string {
  const characters = Array.from(title);
  return characters.length > TITLE_LENGTH ? `${characters.slice(0, TITLE_LENGTH - 1).join('')}…` : title;
}

/** What waits for an operator; the thread says why. */
function parkedLines({ effects }: Run): string[] {
  const parked = effects.filter((effect) => effect.parked !== undefined);
  return parked.map(({ id, kind }) => `🅿️ could not ${kindText(kind)} • an operator decides: \`valine resolve ${id}\``);
}

function closingLines(run: Run): string[] {
  if (run.endNote !== undefined) return ['', plainText(run.endNote)];
  if (run.leftOut > 0 && run.state === 'pending') return ['', leftOutText(run)];
  if (run.state === 'in_progress' && run.tasks.every(isTaskEnded))
    return ['', `All tasks are done: \`/ship run_id:${run.id}\``];
  return [];
}

function leftOutText({ leftOut, onlyOldest }: Run): string {
  if (onlyOldest === undefined) return `… and ${leftOut} more with this label, beyond the limit`;
  return `… and at least ${leftOut} more with this label: only the ${onlyOldest} oldest were looked at, so something urgent may be missing. Plan by a label that fewer issues carry.`;
}

function footerOf(run: Run): string {
  const asked = `requested by ${run.requestedBy.name}`;
  if (run.state === 'pending') return `${run.approvals.length} of ${run.approvalsRequired} approvals • ${asked}`;
  if (run.approvals.length === 0) return asked;
  return `approved by ${run.approvals.map(({ person }) => person.name).join(', ')} • ${asked}`;
}

function buttonsOf(run: Run): Button[] {
  if (run.state !== 'pending') return [];
  return [
    { id: buttonId('approve', run.id), label: 'Approve', style: 'success' },
    { id: buttonId('discard', run.id), label: 'Discard', style: 'danger' },
  ];
}
