/** What `/plan` says when there is nothing to propose. */
import { codeSpan, type Message } from '@valine/contracts';
import type { Plan } from '@valine/records';

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
