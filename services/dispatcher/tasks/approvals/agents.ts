/** Who is an agent, as far as nothing has to be read for it. Pure, and small: every cold start loads it. */
import type { FoundAccount, FoundPullRequest } from '@valine/github';
import { type EffectRecord, isAgentsWork, type TaskRecord } from '@valine/records';
import type { DispatcherSettings } from '../../ports.ts';

type Agents = Pick<DispatcherSettings, 'codingAgents'>;

/** An agent had the task, or opened the pull request. */
export function isKnownAgents(task: TaskRecord, { author }: FoundPullRequest, settings: Agents): boolean {
  if (isAgentsWork(task)) return true;
  return author !== undefined && isAgent(author, loginsOf(task, settings), oursOf(task, author.login));
}

/** `logins`: of agents, in small letters. `ours`: the login that we write by; unless it is configured as one, it is no agent. */
export function isAgent({ login, isPerson }: FoundAccount, logins: readonly string[], ours?: string): boolean {
  if (logins.includes(login.toLowerCase())) return true;
  return !isPerson && login !== ours;
}

/** In small letters: of those that are configured, and of those that have had the task. */
export function loginsOf({ agentGivings = [] }: TaskRecord, { codingAgents }: Agents): string[] {
  const logins = [...Object.values(codingAgents), ...agentGivings].map(({ login }) => login);
  return logins.flatMap((login) => (login === undefined ? [] : [login.toLowerCase()]));
}

/** The author of a pull request that we have opened; undefined for one that somebody else has opened. */
export function oursOf(task: TaskRecord, author: string | undefined): string | undefined {
  return hasOpened(task) ? author : undefined;
}

/** Its branch alone tells nothing: whoever may push names theirs as ours are named. */
export function hasOpened({ pullRequest, isOpenedEarlier, effects }: TaskRecord): boolean {
  if (pullRequest === undefined) return false;
  const isIts = ({ kind, outcome }: EffectRecord) =>
    kind === 'create-pull-request' && outcome?.id === String(pullRequest.number) && !outcome.isOthers;
  return isOpenedEarlier === true || effects.some(isIts);
}
