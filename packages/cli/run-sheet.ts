/** One run as a sheet for a terminal. */
import { agoText, type Outgoing } from '@valine/contracts';
import type { PostedMessage, Run, RunEffect, Task } from '@valine/runs';
import { tableText } from './table.ts';

export function runSheet(run: Run, message: PostedMessage | undefined, now: number): string {
  return [
    headText(run, now),
    tasksText(run.tasks),
    ...effectsText(run, now),
    `Approvals   ${approvalsText(run, now)}`,
    `Applied     ${run.applied.length} interactions and deliveries`,
    `To be sent  ${outboxText(run.outbox)}`,
    `Message     ${postedText(message)}`,
  ].join('\n');
}

function headText(run: Run, now: number): string {
  const by = `requested by ${run.requestedBy.name} ${agoText(run.requestedAt, now)}`;
  const note = run.endNote === undefined ? '' : ` – ${run.endNote}`;
  const leftOut = run.leftOut === 0 ? '' : `, ${run.leftOut} more left out by the limit`;
  return `${run.id}  ${run.state}${note}\n${run.repository}, label ${run.label}, ${by}, changed ${agoText(run.updatedAt, now)} (version ${run.version})${leftOut}\n`;
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

function effectsText(run: Run, now: number): string[] {
  if (run.effects.length === 0) return [];
  const rows = run.effects.map((effect) => [effect.id, effect.kind, effectStateText(effect, now)]);
  return [`${tableText(['effect', 'what', 'state'], rows)}\n`];
}

function effectStateText({ outcome, parked, claim, intendedAt }: RunEffect, now: number): string {
  if (parked !== undefined) return `PARKED ${agoText(parked.at, now)}: ${parked.reason}`;
  if (outcome !== undefined) return `done${outcome.id === undefined ? '' : `: ${outcome.id}`}`;
  const tries = claim === undefined || claim.unsure === 0 ? '' : ', may have happened';
  return `intended ${agoText(intendedAt, now)}${tries}`;
}

function approvalsText({ approvals, approvalsRequired }: Run, now: number): string {
  const names = approvals.map(({ person, at }) => `${person.name} ${agoText(at, now)}`);
  return `${approvals.length} of ${approvalsRequired}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}

function outboxText(outbox: readonly Outgoing[]): string {
  return outbox.length === 0 ? 'nothing' : outbox.map(({ type, id }) => `${type} ${id}`).join(', ');
}

function postedText(message: PostedMessage | undefined): string {
  if (message === undefined) return 'not shown yet';
  const { id, messageId, channelId, threadId, shownRevision, parked } = message;
  const place = messageId === undefined ? 'the answer to its command' : `${messageId} in channel ${channelId ?? '?'}`;
  const thread = threadId === undefined ? '' : `, thread ${threadId}`;
  const stuck = parked === undefined ? '' : `, PARKED at revision ${parked.revision} (${id}): ${parked.reason}`;
  return `${place}, shows revision ${shownRevision}${thread}${stuck}`;
}
