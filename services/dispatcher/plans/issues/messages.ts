/** Who moved an issue, as a plan's thread names it. */

export function byPerson(login: string): string {
  return `${login} on GitHub`;
}

export const FOUND_BY_CHECK = 'found by comparing with GitHub';
