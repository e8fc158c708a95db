/** Finds out whether an agent wrote something, and who has approved that. Loaded when there is one. */
import type { TurnReason } from '@valine/contracts';
import type { CollaboratorPermission, FoundPullRequest, FoundReviews, FoundWaitingRun } from '@valine/github';
import { findLink, type GitHubAccount, type TaskRecord } from '@valine/records';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../refusal-or-later.ts';
import { shownCheck } from '../turn/shown-check.ts';
import { isAgent, loginsOf, oursOf } from './agents.ts';
import { type ApprovalRule, approversOf, missingApprovals } from './decide.ts';

/** One read, two from 100 commits on. What could not be seen may be an agent's. @throws RetryLater while GitHub is away */
export async function hasAgentsCommits(
  { lookups, settings, logger }: Ports,
  task: TaskRecord,
  pull: FoundPullRequest,
): Promise<boolean> {
  const { authors, unknown, isWhole } = await lookups.authorsOf(pull.number).catch((error: unknown) => {
    const { message: problem } = refusalOrLater(error);
    logger.warn('who wrote a pull request cannot be read', { pull: pull.number, problem });
    return { authors: [], unknown: [], isWhole: false };
  });
  const ours = oursOf(task, pull.author?.login);
  const isUnknown = unknown.some((email) => email !== COMMIT_AUTHOR.email);
  return !isWhole || isUnknown || authors.some((author) => isAgent(author, loginsOf(task, settings), ours));
}

/** Of what an agent wrote: one read, and one for each who has approved its head. @throws RetryLater while GitHub is away */
export async function reasonsOfAgent(
  ports: Ports,
  task: TaskRecord,
  { headSha }: FoundPullRequest,
  reviews: FoundReviews,
): Promise<TurnReason[]> {
  const rule = await ruleOf(ports, task);
  const approvers = approversOf(headSha, reviews, rule);
  const [permissions, waiting] = await Promise.all([
    Promise.all(approvers.map(async (login) => [login, await permissionOf(ports, login)] as const)),
    waitingAt(ports, headSha),
  ]);
  const missing = missingApprovals(headSha, reviews, new Map(permissions), rule);
  const [first] = waiting;
  return [
    ...(missing === undefined ? [] : [missing]),
    ...(first === undefined ? [] : [{ is: 'runs wait', ...shownCheck(first), count: waiting.length } as const]),
  ];
}

async function permissionOf({ lookups, logger }: Ports, login: string): Promise<CollaboratorPermission | undefined> {
  try {
    return await lookups.permissionOf(login);
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('what somebody may do could not be read', { login, problem });
    return undefined;
  }
}

/** They stand against nothing themselves: GitHub tells what is required. */
async function waitingAt({ lookups, logger }: Ports, headSha: string): Promise<FoundWaitingRun[]> {
  try {
    return await lookups.waitingRunsOf(headSha);
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('what waits for a person could not be read', { headSha, problem });
    return [];
  }
}

async function ruleOf(ports: Ports, task: TaskRecord): Promise<ApprovalRule> {
  const { settings } = ports;
  const people = new Map((task.agentGivings ?? []).map(({ by }) => [by.id, by.name]));
  const givers = await Promise.all([...people].map(([id, name]) => accountsOf(ports, id, name)));
  return { needed: settings.agentApprovals, logins: loginsOf(task, settings), givers: givers.flat() };
}

/**
 * All that somebody is known to have. A link to an account that may not write here says nothing of the one that may: it makes
 * nobody known, or whoever links a second account of theirs could approve with the first.
 */
async function accountsOf(ports: Ports, id: string, name: string): Promise<ApprovalRule['givers']> {
  const configured = ports.settings.gitHubLogins[id];
  const link = await findLink(ports.store, id);
  const login = link && (await loginNow(ports, link.account));
  const known = [configured, login].filter((each) => each !== undefined).map((each) => ({ name, login: each }));
  const permission = login === undefined ? undefined : await permissionOf(ports, login);
  const isKnown = configured !== undefined || permission === 'write' || permission === 'admin';
  return isKnown ? known : [...known, { name, login: undefined }];
}

/** Logins change, ids do not. */
async function loginNow({ lookups, logger }: Ports, { id, login }: GitHubAccount): Promise<string> {
  try {
    return (await lookups.findUserById(id))?.login ?? login;
  } catch (error) {
    const { message: problem } = refusalOrLater(error);
    logger.warn('under which login an account goes now could not be read', { login, problem });
    return login;
  }
}
