/** The details of one plan, for a terminal. */
import { agoText } from '@valine/contracts';
import type { Plan, PostedMessage, Task } from '@valine/records';
import { tableText } from '../terminal/table.ts';
import { deliveryTexts, effectsText, recordText } from './details-parts.ts';

export function planDetails(plan: Plan, message: PostedMessage | undefined, now: number): string {
  return [
    headText(plan, now),
    tasksText(plan.tasks),
    ...effectsText(plan, now),
    `Approvals   ${approvalsText(plan, now)}`,
    ...deliveryTexts(plan, message),
  ].join('\n');
}

function headText(plan: Plan, now: number): string {
  const note = plan.endNote === undefined ? '' : ` – ${plan.endNote}`;
  const moreText = plan.leftOut === 0 ? '' : `, ${plan.leftOut} more left out by the limit`;
  return `${plan.id}  ${plan.state}${note}\n${recordText(plan, now, { aboutText: `, label ${plan.label}`, moreText })}\n`;
}

function tasksText(tasks: readonly Task[]): string {
  const rows = tasks.map(({ number, state, title, assignee, note }) => [
    `#${number}`,
    state,
    title,
    assignee ?? '–',
    note ?? '',
  ]);
  return `${tableText(['task', 'state', 'title', 'assignee', 'note'], rows)}\n`;
}

function approvalsText({ approvals, approvalsRequired }: Plan, now: number): string {
  const names = approvals.map(({ person, at }) => `${person.name} ${agoText(at, now)}`);
  return `${approvals.length} of ${approvalsRequired}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}
