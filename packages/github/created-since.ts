/** The query for what was created since a time. */

/** `since` is epoch milliseconds; GitHub takes whole seconds. */
export function createdSince(since: number): string {
  return `>=${new Date(since).toISOString().slice(0, 19)}Z`;
}
