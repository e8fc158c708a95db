/** What `/status` says: one run or follow, or how everything stands. */
import { agoText, codeSpan, type Message, refusalMessage } from '@valine/contracts';
import type { Follow, Run } from '@valine/runs';
import { followMessage } from '../follow-card/messages.ts';
import { progressOf, runCardMessage } from '../run-card/messages.ts';
import { runNotFoundMessage } from '../run-change/messages.ts';
import { type WorkflowSection, workflowSectionText } from './workflow-messages.ts';

const STATE: Record<Run['state'], string> = {
  pending: '⚪ waiting for approval',
  in_progress: '🟡 in progress',
  completed: '🟢 completed',
  failed: '🔴 failed',
  cancelled: '⚫ discarded',
};

export function runStatusMessage(run: Run, now: number): Message {
  const { card } = runCardMessage(run);
  return {
    content: `📊 Status of \`${run.id}\`: ${STATE[run.state]} • ${progressOf(run)} • changed ${agoText(run.updatedAt, now)}`,
    ...(card === undefined ? {} : { card }),
  };
}

/** The follow's own message as it reads now; its buttons stay where they are. */
export function followStatusMessage(follow: Follow, now: number): Message {
  const { content, card } = followMessage(follow);
  return {
    content: `📊 Status of \`${follow.id}\` • changed ${agoText(follow.updatedAt, now)}\n${content}`,
    ...(card === undefined ? {} : { card }),
  };
}

/** `id`: as it was typed. The plans there are stand in the overview; deploys, diagnoses and verifications do not. */
export function notFoundMessage(id: string): Message {
  if (!/^(deploy|diagnose|verify)-/.test(id)) return runNotFoundMessage(id);
  const sentence = `Nothing is known of ${codeSpan(id)}. Copy the id from the last line of its message, or open the run on GitHub if that is long ago.`;
  return refusalMessage('run_not_found', sentence);
}

/** `plans`: those that have not ended. */
export function overviewMessage(
  count: number,
  sections: readonly WorkflowSection[],
  plans: readonly Run[],
  now: number,
): Message {
  const workflows = sections.flatMap((section) => ['', ...workflowSectionText(section, now)]);
  const planned = plans.length === 0 ? [] : ['', 'Plans:', ...plans.map((run) => planText(run, now))];
  return { content: [`📊 Status (last ${count})`, ...workflows, ...planned].join('\n') };
}

function planText(run: Run, now: number): string {
  return `${STATE[run.state]} • \`${run.id}\` • ${progressOf(run)} • ${agoText(run.updatedAt, now)}`;
}
