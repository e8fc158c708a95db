/** What is answered to somebody who asks to have a task tried again, skipped or started. It notifies nobody. */
import { codeSpan, plainText, type TaskPullRequest } from '@valine/contracts';
import { type EffectRecord, isBlocked, isTaskDone, LEFT_OPEN, type Plan, type Task } from '@valine/records';
import { kindText } from '../../effects/definition/messages.ts';
import { waitsText } from '../../plans/card/messages.ts';
import { harmlessText } from '../../tasks/record/harmless-text.ts';

export function planEndedText(plan: Pick<Plan, 'id' | 'label'>, line: Task): string {
  const over = `plan ${codeSpan(plan.id)} is over`;
  if (isLeft(line)) return `Nothing was done: ${over}. ${nextPlanText(plan)}`;
  if (line.state === 'merged') return `Nothing was done: it is done already${whyText(line)}, and ${over}.`;
  return `Nothing was done: it fell away${whyText(line)}, and ${over}. ${labelAgainText(plan)}`;
}

/** Its plan is over, and it is neither done, nor did somebody decide otherwise. */
export function isLeft(line: Task): boolean {
  return line.out !== undefined || line.state === 'failed' || line.note === LEFT_OPEN || !isTaskDone(line);
}

export function nextPlanText({ label }: Pick<Plan, 'label'>): string {
  return `The next ${codeSpan(`/plan label:${label}`)} in Discord has it, if it is open: it begins with the approval there, unless somebody takes it out.`;
}

function labelAgainText({ label }: Pick<Plan, 'label'>): string {
  return `Another plan has it once it is open and carries the label ${codeSpan(label)}.`;
}

export function planPendingText({ id }: Pick<Plan, 'id'>): string {
  return `Nothing was done: plan ${codeSpan(id)} waits for its approval in Discord.`;
}

/** `isUnknown`: whether it is so cannot be read. */
export function pausedText(isUnknown: boolean): string {
  const why = isUnknown ? 'whether everything is paused cannot be read' : 'everything is paused';
  return `Nothing was done: ${why}. Ask again, with a new comment, once that is over.`;
}

export function notInPlanText(): string {
  return 'Nothing was done: it was taken out of the plan. The next plan may have it.';
}

export function endedText(line: Task): string {
  return `Nothing was done: it ${line.state === 'merged' ? 'is done already' : 'fell away'}${whyText(line)}.`;
}

function whyText({ note }: Task): string {
  return note === undefined ? '' : ` (${harmlessText(plainText(note))})`;
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
  return `Whether to ${kindText(kind)} again an admin decides: \`/ops\` in Discord, or ${codeSpan(`valine resolve ${id}`)}.`;
}

export function onItsWayText(): string {
  return 'It is on its way: nothing has to be tried again.';
}

export function looksText(pullRequest: TaskPullRequest | undefined): string {
  return `${pullRequest === undefined ? 'Its issue' : `#${pullRequest.number}`} is looked at again: the card of the plan shows what is found.`;
}
