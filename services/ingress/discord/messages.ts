/** What a person in Discord reads when nothing was started. */
import type { Command } from '@valine/commands';
import { agoText, refusalMessage, type WorkflowRunState } from '@valine/contracts';
import type { PlanSummary, TrackingSummary } from '@valine/records';
import type { Unread } from './interaction.ts';

export function queueUnavailableMessage(): string {
  const text = 'Nothing was started: the queue that takes commands cannot be reached. Try again in a minute.';
  return refusalMessage('queue_unavailable', text).content;
}

export function admissionKeyUnavailableMessage(): string {
  const text = 'Nothing was started: the key that I sign commands with cannot be read. Try again in a minute.';
  return refusalMessage('admission_key_unavailable', text).content;
}

/** Stands where the answer will, should the queue have taken the command after all. */
export function queueUnsureMessage(): string {
  const text =
    'It is not certain that this was started: the queue that takes commands did not answer in time. If it was, this message changes within two minutes; if it does not change, try again.';
  return refusalMessage('queue_unsure', text).content;
}

/** Its reader has signed as Discord, so it may name the problem: paths of the body, never values. */
export function unreadMessage(unread: Unread): string {
  switch (unread.why) {
    case 'no interaction':
      return 'The body is not an interaction this application knows.';
    case 'field missing':
      return `The interaction has no ${unread.path}.`;
    case 'field odd':
      return `The interaction's ${unread.path} is not what Discord sends.`;
  }
}

/** `plan-4k2… · ready · 5 tasks · in progress · 2h ago`: the run as a line to choose. */
export function planChoiceMessage(plan: PlanSummary, now: number): string {
  const { total } = plan.tasks;
  const tasks = `${total} task${total === 1 ? '' : 's'}`;
  return [plan.id, plan.label, tasks, plan.state.replace('_', ' '), agoText(plan.updatedAt, now)].join(' · ');
}

export function trackingChoiceMessage({ id, state, updatedAt }: TrackingSummary, now: number): string {
  return [id, state, agoText(updatedAt, now)].join(' · ');
}

/** `id`: of the task, which has that of its run in it. */
export function taskChoiceMessage(id: string, number: string): string {
  return `${id} · #${number} alone`;
}

/** `seenAt`: epoch milliseconds. */
export function workflowRunChoiceMessage(run: WorkflowRunState, seenAt: number, now: number): string {
  const outcome = (run.conclusion ?? run.status).replaceAll('_', ' ');
  return [run.id, 'Client Deploy', outcome, agoText(seenAt, now)].join(' · ');
}

export function commandChoiceMessage(command: Command): string {
  return `${command.name} — ${command.description}`;
}
