/** What `/plan` says besides the card: to those who may approve, and when there is nothing to propose. */
import { codeSpan, type Message, plainText, refusalMessage, roleMentionText } from '@valine/contracts';
import { type Plan, tasksOf } from '@valine/records';
import { issueCount } from '../card/messages.ts';

/** For those who may approve it. */
export function waitsForApprovalMessage({ id, requestedBy, ...plan }: Plan, roles: readonly string[]): Message {
  const issues = issueCount(tasksOf(plan).length);
  return {
    content: `${roles.map(roleMentionText).join(' ')} Plan \`${id}\` waits for approval: ${issues}, proposed by ${plainText(requestedBy.name)}.`,
    pings: { users: [], roles: [...roles] },
  };
}

export function severalLabelsMessage(label: string): Message {
  return refusalMessage(
    'several_labels',
    `A plan goes by one label, and ${codeSpan(label)} has a comma. Give one, e.g. \`/plan label:ready\`.`,
  );
}

export function noIssuesMessage(
  label: string,
  repository: string,
  plannedElsewhere: NonNullable<Plan['plannedElsewhere']> = [],
): Message {
  const [first] = plannedElsewhere;
  if (first !== undefined)
    return {
      content: `📭 Every open issue in ${repository} with the label ${codeSpan(label)} is in an open plan already: \`${first.planId}\` has #${first.number}. \`/plan include_planned:true\` plans them all the same.`,
    };
  return {
    content: `📭 No open issue in ${repository} carries the label ${codeSpan(label)}, so there is nothing to plan. Label some issues and run \`/plan\` again.`,
  };
}
