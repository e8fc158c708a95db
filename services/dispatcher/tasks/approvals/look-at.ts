/** Finds out whether an agent wrote something, and who has approved that. Loaded when there is one. */
import type { TurnReason } from '@valine/contracts';
import type { CollaboratorPermission, FoundPullRequest, FoundReviews, FoundWaitingRun } from '@valine/github';
import type { TaskRecord } from '@valine/records';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import type { DispatcherSettings, Ports } from '../../ports.ts';
import { refusalOrLater } from '../refusal-or-later.ts';
import { shownCheck } from '../turn/shown-check.ts';
import { isAgent, loginsOf, oursOf } from './agents.ts';
import { type ApprovalRule, approversOf, missingApprovals } from './decide.ts';

type Agents = Pick<DispatcherSettings, 'codingAgents' | 'agentApprovals' | 'gitHubLogins'>;

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
  const rule = ruleOf(task, ports.settings);
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

function ruleOf(task: TaskRecord, settings: Agents): ApprovalRule {
  const givers = (task.agentGivings ?? []).map(({ by }) => ({ name: by.name, login: settings.gitHubLogins[by.id] }));
  return { needed: settings.agentApprovals, logins: loginsOf(task, settings), givers };
}
