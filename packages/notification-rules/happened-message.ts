/** What a channel reads of something that happened: one line, and a mention where the rule has one. */
import { codeSpan, type Happening, type Message, mentionText, plainText, roleMentionText } from '@valine/contracts';
import type { NotificationRule } from '@valine/settings';
import { outcomeOf } from './decide-notifications.ts';

/** `actor`: login of who did it. */
export function happenedMessage(rule: NotificationRule, happening: Happening, actor: string): Message {
  const line = happenedText(happening, actor, rule.mode === 'changes');
  const { role, person } = (outcomeOf(happening) !== 'good' && rule.mention) || {};
  if (role !== undefined) return { content: `${line} • ${roleMentionText(role)}`, pings: { users: [], roles: [role] } };
  if (person === undefined) return { content: line };
  return { content: `${line} • ${mentionText({ id: person })}`, pings: { users: [person], roles: [] } };
}

/** `isChange`: it went otherwise the last time. */
export function happenedText(happening: Happening, actor: string, isChange = false): string {
  const { branch, name, number, title, url } = happening;
  const parts = [
    `${signOf(happening)} ${happeningText(happening, actor, isChange)}${placeText(happening, branch)}`,
    number !== undefined && title !== undefined ? linked(`#${number} ${plainText(title)}`, url) : '',
    number === undefined && title !== undefined && title !== name ? plainText(title) : '',
    number === undefined ? linked(linkWord(happening), url, '') : '',
    ['workflow_run', 'check_suite', 'deployment_status'].includes(happening.event) ? `by ${plainText(actor)}` : '',
  ];
  return parts.filter((part) => part !== '').join(' • ');
}

function happeningText(
  { event, action = '', conclusion = '', name, commits }: Happening,
  actor: string,
  isChange: boolean,
): string {
  const who = `**${plainText(actor)}**`;
  switch (event) {
    case 'pull_request':
      return `${who} ${ACTIONS[action] ?? plainText(action)} a pull request`;
    case 'pull_request_review':
      return `${who} ${REVIEWS[conclusion] ?? 'reviewed'}`;
    case 'issues':
      return `${who} ${ACTIONS[action] ?? plainText(action)} an issue`;
    case 'push':
      return `${who} ${pushText(action, commits, name)}`;
    case 'release':
      return `Release **${plainText(name ?? 'without a name')}** ${plainText(action)}`;
    default: {
      const what = `**${plainText(name ?? event)}**`;
      if (isChange && conclusion === 'success') return `${what} is well again`;
      return `${what} ${OUTCOMES[conclusion] ?? plainText(conclusion || action)}`;
    }
  }
}

const ACTIONS: Readonly<Record<string, string>> = {
  ready_for_review: 'asks for a review of',
  converted_to_draft: 'made a draft of',
  synchronize: 'changed',
};
const REVIEWS: Readonly<Record<string, string>> = {
  approved: 'approved',
  changes_requested: 'asks for changes to',
  commented: 'commented on',
  dismissed: 'had a review dismissed of',
};
const OUTCOMES: Readonly<Record<string, string>> = {
  success: 'went well',
  failure: 'failed',
  error: 'failed',
  startup_failure: 'could not start',
  timed_out: 'took too long',
  cancelled: 'was cancelled',
  action_required: 'waits for somebody',
};

function pushText(action: string, commits: number | undefined, tag: string | undefined): string {
  const what = tag === undefined ? 'a branch' : `the tag ${codeSpan(tag)}`;
  if (action === 'deleted') return `deleted ${what}`;
  if (action === 'created') return `made ${what}`;
  const count = commits === undefined ? 'commits' : commits === 1 ? '1 commit' : `${commits} commits`;
  return action === 'forced' ? `overwrote with ${count}` : `pushed ${count}`;
}

function placeText({ event }: Happening, branch: string | undefined): string {
  if (branch === undefined || event === 'pull_request_review' || event === 'release') return '';
  if (event === 'deployment_status') return ` from ${codeSpan(branch)}`;
  return `${event === 'push' ? ':' : event === 'pull_request' ? ' into' : ' on'} ${codeSpan(branch)}`;
}

const SIGNS: Readonly<Record<string, string>> = {
  pull_request: '🔀',
  issues: '📌',
  push: '⬆️',
  release: '🏷️',
};

function signOf(happening: Happening): string {
  const { event, conclusion } = happening;
  if (event === 'pull_request_review') return conclusion === 'approved' ? '✅' : '💬';
  const outcome = outcomeOf(happening);
  return SIGNS[event] ?? (outcome === 'good' ? '🟢' : outcome === 'bad' ? '🔴' : '⚪');
}

function linkWord({ event }: Happening): string {
  return event === 'workflow_run' ? 'run' : event === 'push' ? 'changes' : event === 'release' ? 'release' : 'log';
}

/** `text`: Markdown. Where there is no address of the web, `otherwise`. */
function linked(text: string, url = '', otherwise = text): string {
  return /^https?:\/\/[^\s()]+$/.test(url) ? `[${text}](${url})` : otherwise;
}
