/** Who moved an issue, or its pull request, as a plan's thread names it. */
import { plainText } from '@valine/contracts';

export function byPerson(login: string): string {
  return `${login} on GitHub`;
}

export function byShipping(name: string): string {
  return `shipped by ${plainText(name)}`;
}

export const FOUND_BY_CHECK = 'found by comparing with GitHub';
