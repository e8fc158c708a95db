/** Finds out who wrote a pull request, and by which logins they are known. */
import type { FoundAuthors, FoundPullRequest } from '@valine/github';
import { changeIdOf, type EffectRecord, findLink, findPerson, type TaskRecord } from '@valine/records';
import { createCommit, updateBranch } from '../../effects/kinds/index.ts';
import { loginNow } from '../../people/account-of.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import { oursOf } from './agents.ts';
import { type OurCommits, type Written, writtenBy } from './written-by.ts';

/** One read, two from 100 commits on. What does not reach its head is not whole. @throws RetryLater while GitHub is away */
export async function whoWrote(
  ports: Ports,
  task: TaskRecord,
  pull: FoundPullRequest,
): Promise<Written & Pick<FoundAuthors, 'isWhole'>> {
  const [{ commits, isWhole }, ours] = await Promise.all([commitsOf(ports, pull), ourCommits(ports, task, pull)]);
  return { ...writtenBy(commits, ours), isWhole: isWhole && commits.some(({ sha }) => sha === pull.headSha) };
}

async function commitsOf({ lookups, logger }: Ports, { number }: FoundPullRequest): Promise<FoundAuthors> {
  return lookups.authorsOf(number).catch((error: unknown) => {
    const { message: problem } = refusalOrLater(error);
    logger.warn('who wrote a pull request cannot be read', { pull: number, problem });
    return { commits: [], isWhole: false };
  });
}

async function ourCommits({ store }: Ports, task: TaskRecord, pull: FoundPullRequest): Promise<OurCommits> {
  const { firstCommit, effects } = task;
  const changeId = pull.isFromFork ? undefined : changeIdOf(pull.headBranch);
  const change = changeId === undefined ? undefined : await store.find('site-change', changeId);
  return {
    empty: [...made(effects), ...(firstCommit === undefined ? [] : [firstCommit])],
    site: made(change?.effects ?? []),
    updated: effects
      .filter(({ kind, outcome }) => kind === updateBranch.kind && outcome !== undefined && !outcome.refused)
      .map(({ params }) => String(params['headSha'])),
    login: oursOf(task, pull.author?.login),
  };
}

export function made(effects: readonly EffectRecord[]): string[] {
  return effects.flatMap(({ kind, outcome }) => (kind === createCommit.kind ? (outcome?.id ?? []) : []));
}

/**
 * All logins that somebody is known by, whose account that is: by a link, and by `GITHUB_LOGINS`; undefined for one that is not told. Two
 * reads of the store, two more for who is known on Discord, and one of GitHub for each other account of theirs.
 */
export async function knownLogins(
  ports: Ports,
  { id, login }: { id?: number | undefined; login: string },
): Promise<(string | undefined)[]> {
  const { gitHubLogins } = ports.settings;
  const named = Object.entries(gitHubLogins).filter(([, each]) => each.toLowerCase() === login.toLowerCase());
  const linked = id === undefined ? undefined : await findPerson(ports.store, id);
  const people = new Set([...named.map(([person]) => person), ...(linked === undefined ? [] : [linked])]);
  const others = await Promise.all(
    [...people].map(async (person) => {
      const link = await findLink(ports.store, person);
      const isOther = link !== undefined && link.account.id !== id;
      return [
        ...(Object.hasOwn(gitHubLogins, person) ? [gitHubLogins[person]] : []),
        ...(isOther ? [await loginNow(ports, link.account)] : []),
      ];
    }),
  );
  return [login, ...others.flat()];
}
