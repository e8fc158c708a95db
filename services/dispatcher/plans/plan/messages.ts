/** What `/plan` says when there is nothing to propose. */
import { codeSpan, type Message } from '@valine/contracts';

export function noIssuesMessage(label: string, repository: string): Message {
  return {
    content: `📭 No open issue in ${repository} carries the label ${codeSpan(label)}, so there is nothing to plan. Label some issues and run \`/plan\` again.`,
  };
}
