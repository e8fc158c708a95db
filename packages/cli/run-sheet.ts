/** One run as a sheet for a terminal. */
import { agoText } from '@valine/contracts';
import type { PostedMessage, Run, Task } from '@valine/runs';
import { deliveryTexts, effectsText, recordText } from './sheet-parts.ts';
import { tableText } from './table.ts';

export function runSheet(run: Run, message: PostedMessage | undefined, now: number): string {
  return [
    headText(run, now),
    tasksText(run.tasks),
    ...effectsText(run, now),
    `Approvals   ${approvalsText(run, now)}`,
    ...deliveryTexts(run, message),
  ].join('\n');
}

function headText(run: Run, now: number): string {
  const note = run.endNote === undefined ? '' : ` – ${run.endNote}`;
  const moreText = run.leftOut === 0 ? '' : `, ${run.leftOut} more left out by the limit`;
  return `${run.id}  ${run.state}${note}\n${recordText(run, now, { aboutText: `, label ${run.label}`, moreText })}\n`;
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

function approvalsText({ approvals, approvalsRequired }: Run, now: number): string {
  const names = approvals.map(({ person, at }) => `${person.name} ${agoText(at, now)}`);
  return `${approvals.length} of ${approvalsRequired}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}
