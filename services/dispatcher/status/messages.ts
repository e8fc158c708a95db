/** What `/status` says: one plan or tracking, or how everything stands. */
import { agoMarkdown, codeSpan, type Message, refusalMessage } from '@valine/contracts';
import { type Plan, type PlanSummary, planSummary, type Tracking } from '@valine/records';
import { planCardMessage, progressText } from '../plans/card/messages.ts';
import { planNotFoundMessage } from '../plans/record/messages.ts';
import { correlationIdsOf, detailsMessage } from '../workflows/card/messages.ts';
import { type WorkflowSection, workflowSectionText } from './workflow-messages.ts';

const STATE: Record<Plan['state'], string> = {
  pending: '⚪ waiting for approval',
  in_progress: '🟡 in progress',
  completed: '🟢 completed',
  failed: '🔴 failed',
  cancelled: '⚫ discarded',
};

function stateText({ state, tasks }: PlanSummary): string {
  const isNothingLeft = state === 'pending' && tasks.done === tasks.total;
  return isNothingLeft ? '⚪ nothing left to approve' : STATE[state];
}

export function planStatusMessage(plan: Plan): Message {
  const { card } = planCardMessage(plan);
  return {
    content: `📊 Status of \`${plan.id}\`: ${stateText(planSummary(plan))} • ${progressText(plan)} • changed ${agoMarkdown(plan.updatedAt)}`,
    ...(card === undefined ? {} : { card }),
  };
}

/** The tracking's own message as it reads now, with its details; its buttons stay where they are. */
export function trackingStatusMessage(tracking: Tracking): Message {
  const { content, card } = detailsMessage(tracking);
  const ids = correlationIdsOf(tracking).map((id) => `\n-# correlation id \`${id}\``);
  return {
    content: `📊 Status of \`${tracking.id}\` • changed ${agoMarkdown(tracking.updatedAt)}\n${content}${ids.join('')}`,
    ...(card === undefined ? {} : { card }),
  };
}

/** `id`: as it was typed. The plans there are stand in the overview; deploys, diagnoses and verifications do not. */
export function notFoundMessage(id: string): Message {
  if (!/^(deploy|diagnose|verify)-/.test(id)) return planNotFoundMessage(id);
  const sentence = `Nothing is known of ${codeSpan(id)}. Copy the id from the last line of its message, or open the run on GitHub if that is long ago.`;
  return refusalMessage('run_not_found', sentence);
}

/** `plans`: those that have not ended. */
export function overviewMessage(
  count: number,
  sections: readonly WorkflowSection[],
  plans: readonly PlanSummary[],
): Message {
  const workflows = sections.flatMap((section) => ['', ...workflowSectionText(section)]);
  const planned = plans.length === 0 ? [] : ['', 'Plans:', ...plans.map(planText)];
  return { content: [`📊 Status (last ${count})`, ...workflows, ...planned].join('\n') };
}

function planText(plan: PlanSummary): string {
  const { id, tasks, updatedAt } = plan;
  return `${stateText(plan)} • \`${id}\` • ${tasks.merged}/${tasks.total} • ${agoMarkdown(updatedAt)}`;
}
