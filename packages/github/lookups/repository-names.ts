/** Which names are those of our repository: GitHub leads from each that it had, or has now, to the same id. */
import type { GitHubLookups } from './github-lookups.ts';

export type RepositoryNames = {
  /** The id behind the name in our settings; undefined where GitHub shows no such repository. @throws GitHubError */
  id(): Promise<number | undefined>;
  /** `name`: `owner/name`. GitHub is asked only for one that is not in our settings. @throws GitHubError */
  isOurs(name: string): Promise<boolean>;
};

/** `ours`: the name in our settings. What GitHub has said to be ours is not asked for again. */
export function createRepositoryNames(lookups: Pick<GitHubLookups, 'repositoryId'>, ours: string): RepositoryNames {
  const known = new Set([ours.toLowerCase()]);
  let ourId: number | undefined;
  const id = async () => {
    ourId ??= await lookups.repositoryId();
    return ourId;
  };
  return {
    id,
    async isOurs(name) {
      if (known.has(name.toLowerCase())) return true;
      const itsId = await lookups.repositoryId(name);
      if (itsId === undefined || itsId !== (await id())) return false;
      known.add(name.toLowerCase());
      return true;
    },
  };
}
