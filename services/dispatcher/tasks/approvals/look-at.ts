/** Finds out who wrote something, and who has approved that. Loaded where it matters. */
import type { TurnReason } from '@valine/contracts';
import type {
  CollaboratorPermission,
  FoundAccount,
  FoundAuthors,
  FoundPullRequest,
  FoundReviews,
  FoundWaitingRun,
} from '@valine/github';
import { findLink, type GitHubAccount, type TaskRecord } from '@valine/records';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../refusal-or-later.ts';
import { shownCheck } from '../turn/shown-check.ts';
import { hasOpened, isAgent, loginsOf, oursOf } from './agents.ts';
import { type ApprovalRule, approversOf, type FourEyesRule, missingApprovals, missingEyes } from './decide.ts';

/** What could not be seen may be an agent's. @throws RetryLater while GitHub is away */
export async function hasAgentsCommits(ports: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<boolean> {
  const found = await authorsOf(ports, pull);
  const ours = oursOf(task, pull.author?.login);
  const isAgents = (author: FoundAccount) => isAgent(author, loginsOf(task, ports.settings), ours);
  return hasUnknown(found) || found.authors.some(isAgents);
}

/** One read, two from 100 commits on. */
async function authorsOf({ lookups, logger }: Ports, { number }: FoundPullRequest): Promise<FoundAuthors> {
  return lookups.authorsOf(number).catch((error: unknown) => {
    const { message: problem } = refusalOrLater(error);
    logger.warn('who wrote a pull request cannot be read', { pull: number, problem });
    return { authors: [], coAuthors: [], unknown: [], isWhole: false };
  });
}

/** Our own commits are by nobody that GitHub knows. */
function hasUnknown({ unknown, isWhole }: FoundAuthors): boolean {
  return !isWhole || unknown.some((email) => email !== COMMIT_AUTHOR.email);
}

/**
 * What people have to do by rules of our own: with what an agent wrote, and with `FOUR_EYES`. One read for each who has approved its
 * head, one for what waits for a person, and those of who wrote it. @throws RetryLater while GitHub is away
 */
export async function reasonsOfReviewers(
  ports: Ports,
  task: TaskRecord,
  pull: FoundPullRequest,
  reviews: FoundReviews,
  byAgent: boolean,
): Promise<TurnReason[]> {
  const { headSha } = pull;
  const logins = loginsOf(task, ports.settings);
  const approvers = approversOf(headSha, reviews, { logins });
  const [rule, eyes, permissions, waiting] = await Promise.all([
    byAgent ? ruleOf(ports, task) : undefined,
    ports.settings.fourEyes ? eyesOf(ports, task, pull) : undefined,
    Promise.all(approvers.map(async (login) => [login, await permissionOf(ports, login)] as const)),
    byAgent ? waitingAt(ports, headSha) : [],
  ]);
  const known = new Map(permissions);
  const missing = [
    rule && missingApprovals(headSha, reviews, known, rule),
    eyes && missingEyes(headSha, reviews, known, { ...eyes, logins }),
  ];
  const [first] = waiting;
  return [
    ...missing.filter((reason) => reason !== undefined),
    ...(first === undefined ? [] : [{ is: 'runs wait', ...shownCheck(first), count: waiting.length } as const]),
  ];
}

/** Whose doing it is: of its commits, and who opened it, unless that was us. What we wrote for somebody names them. */
async function eyesOf(ports: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<Omit<FourEyesRule, 'logins'>> {
  const found = await authorsOf(ports, pull);
  const coAuthors = await Promise.all(found.coAuthors.map((account) => loginNow(ports, account)));
  const opener = hasOpened(task) || pull.author === undefined ? [] : [pull.author.login];
  const writers = [...found.authors.map(({ login }) => login), ...coAuthors, ...opener];
  return { writers: writers.map((login) => login.toLowerCase()), isUnknown: hasUnknown(found) };
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
