/** The details of one plan, deploy, diagnose or verification, for a terminal. */
import { agoText, type Outgoing } from '@valine/contracts';
import {
  type CommentRecord,
  type DeploySetting,
  type EffectOwner,
  type EffectRecord,
  isTrackingEnded,
  type Plan,
  type PostedMessage,
  type SiteChange,
  type Stage,
  type Task,
  type TaskRecord,
  type Tracking,
} from '@valine/records';
import { tableText } from '../terminal/table.ts';

/** `aboutText`: what stands between repository and requester; `moreText`: what stands at the end of the line. */
function recordText(
  record: Exclude<EffectOwner, DeploySetting>,
  now: number,
  aboutText: string,
  moreText: string,
): string {
  const { repository, requestedAt, updatedAt, version } = record;
  const name = record.kind === 'comment' ? record.by : record.requestedBy.name;
  const by = `requested by ${name} ${agoText(requestedAt, now)}`;
  return `${repository}${aboutText}, ${by}, changed ${agoText(updatedAt, now)} (version ${version})${moreText}`;
}

function effectsText({ effects }: EffectOwner, now: number): string[] {
  if (effects.length === 0) return [];
  const rows = effects.map((effect) => [effect.id, effect.kind, effectStateText(effect, now)]);
  return [`${tableText(['effect', 'what', 'state'], rows)}\n`];
}

function effectStateText({ outcome, parked, claim, intendedAt }: EffectRecord, now: number): string {
  if (parked !== undefined) return `PARKED ${agoText(parked.at, now)}: ${parked.reason}`;
  if (outcome?.refused !== undefined) return `refused: ${outcome.refused.detail}`;
  if (outcome !== undefined) return `done${outcome.id === undefined ? '' : `: ${outcome.id}`}`;
  const tries = claim === undefined || claim.unconfirmed === 0 ? '' : ', may have happened';
  return `intended ${agoText(intendedAt, now)}${tries}`;
}

/** What it has taken in, what it has still to send, and where its message stands. */
function deliveryTexts({ applied, outbox }: EffectOwner, message: PostedMessage | undefined): string[] {
  return [
    `Applied     ${applied.length} interactions and deliveries`,
    `To be sent  ${outboxText(outbox)}`,
    `Message     ${postedText(message)}`,
  ];
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

export function planDetails(plan: Plan, message: PostedMessage | undefined, now: number): string {
  return [
    planHeadText(plan, now),
    tasksText(plan.tasks),
    ...effectsText(plan, now),
    `Approvals   ${approvalsText(plan, now)}`,
    ...deliveryTexts(plan, message),
  ].join('\n');
}

function planHeadText(plan: Plan, now: number): string {
  const note = plan.endNote === undefined ? '' : ` – ${plan.endNote}`;
  const moreText = plan.leftOut === 0 ? '' : `, ${plan.leftOut} more left out by the limit`;
  return `${plan.id}  ${plan.state}${note}\n${recordText(plan, now, `, label ${plan.label}`, moreText)}\n`;
}

function tasksText(tasks: readonly Task[]): string {
  const rows = tasks.map(({ number, state, title, assignee = '–', note = '', out }) => [
    `#${number}`,
    state,
    title,
    assignee,
    out === undefined || note !== '' ? note : out.by === undefined ? 'beyond the limit' : `not today (${out.by})`,
  ]);
  return `${tableText(['task', 'state', 'title', 'assignee', 'note'], rows)}\n`;
}

function approvalsText({ approvals, approvalsRequired }: Plan, now: number): string {
  const names = approvals.map(({ person, at }) => `${person.name} ${agoText(at, now)}`);
  return `${approvals.length} of ${approvalsRequired}${names.length === 0 ? '' : `: ${names.join(', ')}`}`;
}

export function taskDetails(task: TaskRecord, message: PostedMessage | undefined, now: number): string {
  const { id, issue, pullRequest, head, base } = task;
  const opened = pullRequest === undefined ? 'no pull request yet' : `pull request #${pullRequest.number}`;
  return [
    `${id}  #${issue.number} ${issue.title}`,
    `${recordText(task, now, `, ${opened} of ${head} into ${base}`, '')}\n`,
    ...effectsText(task, now),
    ...deliveryTexts(task, message),
  ].join('\n');
}

export function commentDetails(comment: CommentRecord, message: PostedMessage | undefined, now: number): string {
  const { id, verb, on, planId, number } = comment;
  return [
    `${id}  /valine ${verb ?? '?'} on #${on}`,
    `${recordText(comment, now, `, about the task of #${number} in ${planId}`, '')}\n`,
    ...effectsText(comment, now),
    ...deliveryTexts(comment, message),
  ].join('\n');
}

export function siteChangeDetails(change: SiteChange, message: PostedMessage | undefined, now: number): string {
  const { id, state, section, file, pullRequest, branch, asked } = change;
  const opened = pullRequest === undefined ? 'no pull request' : `pull request #${pullRequest.number} of ${branch}`;
  return [
    `${id}  ${state}  ${section} in ${file}`,
    `${recordText(change, now, `, ${opened}`, '')}\n`,
    ...effectsText(change, now),
    `Asked for   ${asked.text.replaceAll(/\s+/g, ' ')}`,
    ...deliveryTexts(change, message),
  ].join('\n');
}

/** Never a value: only fingerprints of what was set. */
export function deploySettingDetails(setting: DeploySetting, message: PostedMessage | undefined, now: number): string {
  const { id, changes, updatedAt, version } = setting;
  const rows = changes
    .toReversed()
    .map(({ state, as, fingerprint, requestedBy, requestedAt }) => [
      `…${fingerprint}`,
      as,
      state,
      requestedBy.name,
      agoText(requestedAt, now),
    ]);
  return [
    `${id}  changed ${agoText(updatedAt, now)} (version ${version})\n`,
    `${tableText(['fingerprint', 'as', 'state', 'asked by', 'when'], rows)}\n`,
    ...effectsText(setting, now),
    ...deliveryTexts(setting, message),
  ].join('\n');
}

export function trackingDetails(tracking: Tracking, message: PostedMessage | undefined, now: number): string {
  return [
    trackingHeadText(tracking, now),
    stagesText(tracking),
    ...effectsText(tracking, now),
    ...inputsText(tracking),
    ...deliveryTexts(tracking, message),
  ].join('\n');
}

function trackingHeadText(tracking: Tracking, now: number): string {
  const moreText = isTrackingEnded(tracking) ? '' : `, given up at ${new Date(tracking.deadline).toISOString()}`;
  return `${tracking.id}  ${tracking.state}\n${recordText(tracking, now, '', moreText)}\n`;
}

function stagesText({ stages }: Tracking): string {
  const rows = stages.map((stage) => {
    const { kind, workflow, correlationId = '–', report, problem = '–' } = stage;
    return [kind, workflow, correlationId, runText(stage), report?.verdict ?? problem];
  });
  return `${tableText(['stage', 'workflow', 'correlation id', 'workflow run', 'found'], rows)}\n`;
}

function runText({ run, wantedRunId }: Stage): string {
  if (run === undefined) return wantedRunId === undefined ? 'not known yet' : `${wantedRunId}: not seen yet`;
  const at = [run.job, run.step].filter((name) => name !== undefined).join(' / ');
  return `${run.id} attempt ${run.attempt}: ${run.conclusion ?? run.status}${at === '' ? '' : `, ${at}`}`;
}

function inputsText({ inputs }: Tracking): string[] {
  const given = Object.entries(inputs).map(([name, value]) => `${name}=${value}`);
  return given.length === 0 ? [] : [`Inputs      ${given.join(', ')}`];
}
