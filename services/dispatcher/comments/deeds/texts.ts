/** What is answered to somebody who asks to have a task tried again, skipped or started. It notifies nobody. */
import { codeSpan, plainText, type TaskPullRequest } from '@valine/contracts';
import { type EffectRecord, isBlocked, type Plan, type Task } from '@valine/records';
import { kindText } from '../../effects/definition/messages.ts';
import { waitsText } from '../../plans/card/messages.ts';
import { harmlessText } from '../../tasks/record/harmless-text.ts';

export function planEndedText({ id }: Pick<Plan, 'id'>): string {
  return `Nothing was done: plan ${codeSpan(id)} is over.`;
}

export function planPendingText({ id }: Pick<Plan, 'id'>): string {
  return `Nothing was done: plan ${codeSpan(id)} waits for its approval in Discord.`;
}

export function notInPlanText(): string {
  return 'Nothing was done: it was taken out of the plan. The next plan may have it.';
}

export function endedText({ state, note }: Task): string {
  const why = note === undefined ? '' : ` (${harmlessText(plainText(note))})`;
  return `Nothing was done: it ${state === 'merged' ? 'is done already' : 'fell away'}${why}.`;
}

export function isMergedText(): string {
  return 'Nothing was done: its pull request is merged.';
}

export function pullUnseenText(): string {
  return 'Nothing was done: GitHub does not show whether its pull request is merged.';
}

export function isShippedText(): string {
  return 'Nothing was done: its pull request is being merged. Ask again once `/ship` has said what came of it.';
}

/** On its line. */
export function skippedNote(login: string): string {
  return `skipped by ${login}`;
}

export function skippedText(
  { id, label }: Pick<Plan, 'id' | 'label'>,
  { pullRequest }: Pick<Task, 'pullRequest'>,
): string {
  const stays = pullRequest === undefined ? '' : ` Its pull request #${pullRequest.number} stays as it is.`;
  return `It fell away from plan ${codeSpan(id)}, and is not carried over: another plan has it once it carries the label ${codeSpan(label)}.${stays}`;
}

export function hasBegunText(pullRequest: TaskPullRequest | undefined): string {
  return `Nothing was done: it has begun${pullRequest === undefined ? '' : ` in #${pullRequest.number}`}.`;
}

export function beginsText(line: Task): string {
  const waits = line.state === 'pending' && isBlocked(line);
  return `It begins now${waits ? `, although it ${harmlessText(waitsText(line))}` : ''}.`;
}

export function beginsAgainText(): string {
  return 'Its beginning is tried again.';
}

export function triesAgainText(effects: readonly EffectRecord[]): string {
  return `Tried again: ${effects.map(({ kind }) => kindText(kind)).join(', ')}.`;
}

export function operatorText({ id, kind }: EffectRecord): string {
  if (kind === 'merge-pull-request') return 'Its merge is asked for by `/ship`.';
  return `Whether to ${kindText(kind)} again an operator decides: ${codeSpan(`valine resolve ${id}`)}.`;
}

export function onItsWayText(): string {
  return 'It is on its way: nothing has to be tried again.';
}

export function looksText(pullRequest: TaskPullRequest | undefined): string {
  return `${pullRequest === undefined ? 'Its issue' : `#${pullRequest.number}`} is looked at again: the card of the plan shows what is found.`;
}
