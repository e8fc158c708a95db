/** Who wrote what a pull request brings, as its commits tell. Pure. */
import type { FoundCommit, FoundMaker } from '@valine/github';
import { COMMIT_AUTHOR } from '../../effects/definition/commit-author.ts';

/**
 * What we know to have made, as SHAs. `empty`: which change nothing; `site`: of a change of the site, which names whom it is for; `updated`: heads into
 * which we had the base merged. `login`: that we write by, where it is known.
 */
export type OurCommits = {
  empty: readonly string[];
  site: readonly string[];
  updated: readonly string[];
  login?: string | undefined;
};

type Account = NonNullable<FoundMaker['account']>;

/** `unknown`: e-mail addresses of those who have no account. `isForNobody`: what we made names nobody. */
export type Written = {
  accounts: Account[];
  coAuthors: FoundCommit['coAuthors'];
  unknown: string[];
  isForNobody: boolean;
};

/** An address makes no commit ours: anybody may write it. */
export function writtenBy(commits: readonly FoundCommit[], ours: OurCommits): Written {
  const written = commits.filter((commit) => !ours.empty.includes(commit.sha) && !isUpdate(commit, ours));
  const isOfSite = ({ sha }: FoundCommit) => ours.site.includes(sha);
  const makers = written.filter((commit) => !isOfSite(commit)).flatMap(makersOf);
  const accounts = makers.flatMap(({ account }) => account ?? []);
  const coAuthors = written.flatMap((commit) => commit.coAuthors);
  return {
    accounts: [...new Map(accounts.map((account) => [account.login, account])).values()],
    coAuthors: [...new Map(coAuthors.map((each) => [each.id, each])).values()],
    unknown: [...new Set(makers.filter(({ account }) => account === undefined).map(({ email }) => email))],
    isForNobody: written.some((commit) => isOfSite(commit) && commit.coAuthors.length === 0),
  };
}

/** GitHub has made it, without a conflict that somebody would have solved. */
function isUpdate({ author: { account }, committer, parents: [first = '', second] }: FoundCommit, ours: OurCommits) {
  const isOurs = account !== undefined && (!account.isPerson || account.login === ours.login);
  return isOurs && committer === undefined && second !== undefined && ours.updated.includes(first);
}

/** Whoever rebases the branch puts our first commit in place anew: it is theirs then. */
function makersOf({ author, committer }: FoundCommit): FoundMaker[] {
  const isRebased = author.email === COMMIT_AUTHOR.email && committer?.account?.isPerson === true;
  return [...(isRebased ? [] : [author]), ...(committer === undefined ? [] : [committer])];
}
