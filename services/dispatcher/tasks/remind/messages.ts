/** What somebody is told whom a pull request has waited for. */
import { agoMarkdown, type Message, mentionText, plainText } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import type { Due } from './decide.ts';

type About = Pick<TaskRecord, 'issue' | 'pullRequest'>;

/** A line of the thread: it notifies each of them. */
export function reminderMessage(task: About, due: readonly Due[]): Message {
  return { content: reminderText(task, due), pings: { users: due.map(({ personId }) => personId), roles: [] } };
}

export function reminderText({ issue, pullRequest }: About, due: readonly Due[]): string {
  const name = `[PR #${pullRequest?.number}](${pullRequest?.url}) ${plainText(issue.title)}`;
  return `⏰ ${name} still waits for ${due.map(waitingText).join(', ')}`;
}

function waitingText({ personId, since, login }: Due): string {
  const when = since === undefined ? '' : ` ${agoMarkdown(since)}`;
  return `${mentionText({ id: personId })}: ${login === undefined ? 'changes were' : 'a review was'} asked for${when}`;
}
