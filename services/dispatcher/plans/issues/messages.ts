/** Who moved an issue, or its pull request, as a plan's thread names it. */
import { plainText } from '@valine/contracts';

export function byPerson(login: string): string {
  return `${login} on GitHub`;
}

export function byShipping(name: string): string {
  return `shipped by ${plainText(name)}`;
}

/** What nobody’s doing is known of: checks and reviews. */
export const TOLD_BY_GITHUB = 'told by GitHub';

export const FOUND_BY_CHECK = 'found by comparing with GitHub';
