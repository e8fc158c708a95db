/** Finds out who wrote a pull request, and who has approved it. Loaded at first use. */
import type { TurnReason } from '@valine/contracts';
import type {
  CollaboratorPermission,
  FoundAccount,
  FoundPullRequest,
  FoundReviews,
  FoundWaitingRun,
} from '@valine/github';
import { findLink, type TaskRecord } from '@valine/records';
import { loginNow } from '../../people/account-of.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { shownCheck } from '../turn/shown-check.ts';
import { hasOpened, isAgent, loginsOf, oursOf } from './agents.ts';
import { type ApprovalRule, approversOf, type FourEyesRule, missingApprovals, missingEyes } from './decide.ts';
import { knownLogins, whoWrote } from './who-wrote.ts';

/** What could not be seen may be an agent's. @throws RetryLater while GitHub is away */
export async function hasAgentsCommits(ports: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<boolean> {
  const { accounts, unknown, isWhole } = await whoWrote(ports, task, pull);
  const ours = oursOf(task, pull.author?.login);
  const isAgents = (author: FoundAccount) => isAgent(author, loginsOf(task, ports.settings), ours);
  return !isWhole || unknown.length > 0 || accounts.some(isAgents);
}

/**
 * What rules of our own ask of people: about the work of an agent, and by `FOUR_EYES`. One read for each person who has approved
 * the head, one for runs that wait for a person, and the reads about its authors. @throws RetryLater while GitHub is away
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

/**
 * The people behind it: the authors of its commits, and the person who opened it, unless that was us. Commits that we made for
 * somebody name them. If a program wrote into a pull request that it has not opened, nobody knows for whom.
 */
async function eyesOf(ports: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<Omit<FourEyesRule, 'logins'>> {
  const { author, accountIds = {} } = pull;
  const { accounts, coAuthors, unknown, isForNobody, isWhole } = await whoWrote(ports, task, pull);
  const programs = accounts.filter(({ isPerson, login }) => !isPerson && login !== author?.login);
  const named = await Promise.all(
    coAuthors.map(async ({ id, login }) => ({ id, login: await loginNow(ports, { id, login }) })),
  );
  const told = named.flatMap(({ id, login }) => (login === undefined ? [] : [{ id, login }]));
  const opener = hasOpened(task) || author === undefined ? [] : [{ login: author.login, id: accountIds[author.login] }];
  const all = new Map([...opener, ...told, ...accounts].map((each) => [each.login, each]));
  const logins = (await Promise.all([...all.values()].map((each) => knownLogins(ports, each)))).flat();
  const writers = new Set(logins.flatMap((login) => login?.toLowerCase() ?? []));
  const untold = named.length - told.length + logins.filter((login) => login === undefined).length;
  const doubts = [isForNobody, !isWhole].filter((is) => is).length;
  return {
    writers: [...writers],
    unknown: unknown.length + programs.length + untold + doubts,
    hasAddress: unknown.length > 0,
  };
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

/** GitHub alone decides what is required: these block nothing by themselves. */
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
  const isTold = link === undefined || login !== undefined;
  const isKnown = (configured !== undefined && isTold) || permission === 'write' || permission === 'admin';
  return isKnown ? known : [...known, { name, login: undefined }];
}
