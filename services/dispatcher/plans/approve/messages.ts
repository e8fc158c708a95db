/** What the person who approves is told. */
import { buttonId } from '@valine/commands';
import { type Button, type Message, plainText, refusalMessage, roleMentionText } from '@valine/contracts';
import { type Approval, isBlocked, isTaskDone, type Plan, tasksOf } from '@valine/records';
import { shownList, taskLine, waitsText } from '../card/messages.ts';
import { expiredRefusalMessage, listChangedMessage, voidedText } from '../record/messages.ts';
import type { ApprovalDecision, Changes } from './decide.ts';

export function approvalMessage(decision: ApprovalDecision, plan: Plan): Message {
  switch (decision.verdict) {
    case 'started':
      // The card and the thread say who approved, and what has begun.
      return { content: `✅ Plan \`${plan.id}\` is approved and in progress.` };
    case 'counted':
      return {
        content: `🟡 Your approval of \`${plan.id}\` counts: ${decision.approvals.length} of ${plan.approvalsRequired}. Another person has to approve it too.`,
      };
    case 'already_approved':
      return refusalMessage(
        decision.verdict,
        `\`${plan.id}\` was already approved by ${approvers(plan)} and is in progress. \`/status run_id:${plan.id}\` shows it.`,
      );
    case 'run_finished':
      return refusalMessage(
        decision.verdict,
        `\`${plan.id}\` is finished (${plan.state}). Start a new one with \`/plan\`.`,
      );
    case 'run_discarded':
      return refusalMessage(decision.verdict, `\`${plan.id}\` was discarded. Start a new one with \`/plan\`.`);
    case 'run_expired':
      return expiredRefusalMessage(plan);
    case 'nothing_left':
      return refusalMessage(
        decision.verdict,
        `Nothing is left of \`${plan.id}\` to approve: each of its issues was closed, or is not meant any more. Discard it, and propose another with \`/plan\`.`,
      );
    case 'issues_changed':
      return askedAgainMessage(decision, plan);
    case 'list_changed':
      return listChangedMessage(plan);
    case 'not_approver':
      return refusalMessage(
        decision.verdict,
        `\`${plan.id}\` is approved by somebody with one of these roles: ${rolesText(plan.approverRoles)}. Ask one of them.`,
      );
    case 'self_approval':
      return refusalMessage(
        decision.verdict,
        `You asked for \`${plan.id}\`, so somebody else has to approve it: ${othersText(plan)}.`,
      );
    case 'approved_twice':
      return refusalMessage(
        decision.verdict,
        `You have approved \`${plan.id}\` already. It needs ${plan.approvalsRequired} different people; ${plan.approvals.length} so far.`,
      );
  }
}

/** With a button that approves it as it is shown now. */
function askedAgainMessage(changes: Changes, plan: Plan): Message {
  const isNothingLeft = tasksOf(plan).every(isTaskDone);
  const sentence = [
    `The issues of \`${plan.id}\` have changed since it was proposed, so that nothing was approved:`,
    ...changedLines(changes),
    isNothingLeft
      ? 'Nothing of it is left: discard it, and propose another with `/plan`.'
      : 'Approve it again if it is right as it is now.',
  ].join('\n');
  const button: Button = { id: buttonId('approve', shownList(plan)), label: 'Approve', style: 'success' };
  return { ...refusalMessage('issues_changed', sentence), buttons: isNothingLeft ? [] : [button] };
}

/** A line of the thread. `approvals`: given for the list as it was before. */
export function changedMessage(changes: Changes, approvals: readonly Approval[]): Message {
  return { content: `🔎 Changed since it was proposed:\n${changedLines(changes).join('\n')}${voidedText(approvals)}` };
}

/** More would not fit a message. */
const MOST_LINES = 10;

function changedLines({ moved, edited }: Changes): string[] {
  const lines = [...new Set([...moved, ...edited])].map(taskLine);
  const more = lines.length - MOST_LINES;
  return more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more`] : lines;
}

function othersText({ approverRoles = [] }: Plan): string {
  return approverRoles.length === 0
    ? 'another operator'
    : `somebody with one of these roles: ${rolesText(approverRoles)}`;
}

function rolesText(roles: readonly string[] = []): string {
  return roles.map(roleMentionText).join(', ');
}

export function startedMessage(plan: Plan): Message {
  return { content: `🚧 Approved by ${approvers(plan)}. Started ${startedTasks(plan)}.` };
}

function approvers(plan: Plan): string {
  return plan.approvals.map(({ person }) => plainText(person.name)).join(', ');
}

function startedTasks(plan: Plan): string {
  const started = plan.tasks.filter((task) => task.state === 'started').map((task) => `#${task.number}`);
  const waiting = tasksOf(plan).filter((task) => task.state === 'pending' && isBlocked(task));
  if (waiting.length > 0)
    return `${started.join(', ') || 'nothing yet'}; ${waiting.map((task) => `#${task.number} ${waitsText(task)}`).join(', ')}`;
  return started.length === 0 ? 'nothing, for every issue was closed meanwhile' : started.join(', ');
}
