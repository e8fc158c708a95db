/** What people and operators read of effects on GitHub. */
import { type Message, plainText } from '@valine/contracts';
import type { EffectRecord } from '@valine/records';

export function workflowStartedMessage(workflow: string, url: string | undefined): Message {
  return { content: `▶️ Started \`${workflow}\`${url === undefined ? '' : ` • [run](${url})`}` };
}

export function pullRequestOpenedMessage(title: string, id: string | undefined, url: string | undefined): Message {
  return { content: `🔀 Opened ${linked(`#${id ?? '?'}`, url)} ${plainText(title)}` };
}

export function pullRequestMergedMessage(number: number, url: string | undefined): Message {
  return { content: `✅ Merged ${linked(`#${number}`, url)}` };
}

export function notMergedMessage(number: number, reason: string): Message {
  return { content: `⚠️ GitHub did not merge #${number}: ${plainText(reason)}` };
}

export function branchDeletedMessage(name: string): Message {
  return { content: `🧹 Deleted the branch \`${name}\`` };
}

/** `reason`: a clause, or a sentence of GitHub's. */
export function branchKeptMessage(name: string, reason: string): Message {
  return { content: `🌿 The branch \`${name}\` stays: ${plainText(reason)}` };
}

export function branchMovedMessage(sha: string): string {
  return `it is at ${sha.slice(0, 12)} now, which was not merged. Delete it if nobody needs it.`;
}

export function variableSetMessage(name: string): Message {
  return { content: `🔧 Set the variable \`${name}\`` };
}

export function secretSetMessage(name: string): Message {
  return { content: `🔐 Set the secret \`${name}\`` };
}

function linked(text: string, url: string | undefined): string {
  return url === undefined ? text : `[${text}](${url})`;
}

/** A word in the plan's thread; `reason` says what happened and what to do about it. `run`: whose it is, where nothing lists it. */
export function effectParkedMessage({ id, kind, parked }: EffectRecord, reason: string, run?: string): Message {
  const which = run === undefined ? id : `${id} --run ${run}`;
  return {
    content: [
      `🅿️ Could not ${kindText(kind)}: ${plainText(reason)}`,
      `-# An admin decides in \`/ops\`: Retry or Mark done. In a terminal: \`valine resolve ${which} --retry\`, or \`--done <id>\`.`,
      ...(parked?.code === undefined ? [] : [`-# reason_code: ${parked.code}`]),
    ].join('\n'),
  };
}

export function kindText(kind: string): string {
  return kind.replaceAll('-', ' ');
}

export function lostDispatchMessage(workflow: string): string {
  return `Nobody can tell whether ${workflow} was started: no answer came, and it takes no correlation id by which its run could be found. Look in the Actions tab whether it runs.`;
}

export function lateCallMessage(): string {
  return 'GitHub has not taken the request in time, and it is not made any more.';
}

export function movedOnMessage(): string {
  return 'What it was meant for has ended or moved on meanwhile, so the request is not made any more.';
}

export function workflowRunGoneMessage(runId: number): string {
  return `Workflow run ${runId} is not there (any more). Nothing is left to cancel or to run again.`;
}

export function branchTakenMessage(name: string, sha: string): string {
  return `There is a branch ${name} already, at ${sha.slice(0, 12)}, which is not where it was to be. Delete it, or say that it is the one.`;
}

export function pullRequestGoneMessage(number: number): string {
  return `Pull request #${number} is not there (any more). Nothing is left to merge.`;
}

export function headElsewhereMessage(sha: string): string {
  return `its head is at ${sha.slice(0, 12)} now, which is not what was looked at`;
}

export function mergedElsewhereMessage(number: number, headSha: string): string {
  return `Pull request #${number} is merged already, but at ${headSha.slice(0, 12)}, which nobody asked for. Look at what was merged.`;
}
