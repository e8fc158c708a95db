/** Interactions and deliveries as Discord and GitHub write them, with fields that nobody uses left out. */
import type { Issue } from '@valine/github';
import { accountIdOf, type PullRequestIssue } from '@valine/github-model';
import type { OptionValue } from './step.ts';

const DISCORD_EPOCH_MS = 1_420_070_400_000;

export type Someone = { id: string; name: string; operator: boolean };

export const PEOPLE: readonly [Someone, Someone, Someone] = [
  { id: '1', name: 'Ada', operator: true },
  { id: '2', name: 'Ben', operator: true },
  { id: '3', name: 'Cy', operator: false },
];

/** Id of the role of those who may approve. */
export const APPROVERS = '500';
export const CHANNEL_ID = '500';

/** A snowflake: when it was made, and a number. */
export function snowflake(at: number, count: number): string {
  return String((BigInt(at - DISCORD_EPOCH_MS) << 22n) | BigInt(count));
}

export type InteractionOf = { id: string; token: string; by: Someone };

/** Discord's numbers for kinds of options. */
const OPTION_TYPES = { string: 3, number: 4, boolean: 5 };

export function commandBody(
  about: InteractionOf,
  name: string,
  options: Readonly<Record<string, OptionValue>>,
  type: 2 | 4 = 2,
) {
  const given = Object.entries(options).map(([option, value]) => ({
    name: option,
    type: OPTION_TYPES[typeof value as keyof typeof OPTION_TYPES],
    value,
    ...(type === 4 && { focused: true }),
  }));
  return { ...origin(about), type, data: { id: '1', name, type: 1, options: given } };
}

export function buttonBody(about: InteractionOf, customId: string) {
  return { ...origin(about), type: 3, data: { custom_id: customId, component_type: 2 } };
}

/** As windows have it since they may hold labels. */
export function submitBody(about: InteractionOf, customId: string, text: string) {
  const component = { type: 4, custom_id: 'text', value: text };
  return { ...origin(about), type: 5, data: { custom_id: customId, components: [{ type: 18, component }] } };
}

export function selectBody(about: InteractionOf, customId: string, values: readonly string[]) {
  return { ...origin(about), type: 3, data: { custom_id: customId, component_type: 3, values } };
}

function origin({ id, token, by }: InteractionOf) {
  return {
    version: 1,
    id,
    application_id: '77',
    token,
    guild_id: '10',
    channel_id: CHANNEL_ID,
    member: {
      user: { id: by.id, username: by.name.toLowerCase(), global_name: by.name },
      roles: by.operator ? ['20', APPROVERS] : [],
    },
  };
}

export function issueBody(action: string, issue: Issue, repository: string, label?: string) {
  return {
    action,
    issue: {
      number: issue.number,
      state: issue.state,
      state_reason: issue.stateReason,
      title: issue.title,
      updated_at: new Date(issue.updatedAt).toISOString(),
      labels: issue.labels.map((name) => ({ name })),
    },
    ...(label !== undefined && { label: { name: label } }),
    repository: { full_name: repository },
    sender: { login: 'grace' },
  };
}

export function pullBody(
  action: string,
  { number, state, body, pullRequest }: PullRequestIssue,
  repository: string,
  login = 'grace',
) {
  const { draft, merged, head: ref, headSha: sha } = pullRequest;
  return {
    action,
    pull_request: { number, state, draft, merged, body, head: { ref, sha } },
    repository: { full_name: repository },
    sender: { login },
  };
}

type Spoken = { id: number; body: string; at: number; login: string; isProgram: boolean };

/** `pull`: what it says, where it stands under a pull request. */
export function commentBody(
  action: string,
  number: number,
  pull: string | null | undefined,
  said: Spoken,
  name: string,
) {
  const { id, body, at, login, isProgram } = said;
  return {
    action,
    issue: { number, ...(pull === undefined ? {} : { pull_request: {}, body: pull }) },
    comment: { id, body, created_at: new Date(at).toISOString() },
    repository: { full_name: name },
    sender: { id: accountIdOf({}, login), login, type: isProgram ? 'Bot' : 'User' },
  };
}

export function suiteBody({ number, pullRequest: { head } }: PullRequestIssue, repository: string) {
  const check_suite = { head_branch: head, pull_requests: [{ number }] };
  return { action: 'completed', check_suite, repository: { full_name: repository }, sender: { login: 'acme-ci' } };
}

export function reviewBody({ number, pullRequest: { head } }: PullRequestIssue, repository: string, login = 'mara-k') {
  const pull_request = { number, head: { ref: head } };
  return { action: 'submitted', pull_request, repository: { full_name: repository }, sender: { login } };
}
