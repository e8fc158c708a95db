/** Records keep the name that the repository had in our settings at the time; it may have another one since. */
import { GitHubError, type RepositoryNames } from '@valine/github';

/**
 * Those of our repository. GitHub is asked once for each name that is not in our settings; what it does not let us see is
 * not ours. @throws GitHubError
 */
export async function oursOf<R extends { repository: string }>(
  names: RepositoryNames,
  records: readonly R[],
): Promise<R[]> {
  const isOurs = new Map<string, boolean>();
  for (const name of new Set(records.map(({ repository }) => repository)))
    isOurs.set(name, await names.isOurs(name).catch(falseWhereForbidden));
  return records.filter(({ repository }) => isOurs.get(repository));
}

function falseWhereForbidden(error: unknown): false {
  if (error instanceof GitHubError && error.reason === 'forbidden') return false;
  throw error;
}
