/** Whom the message of a commit names besides its author, by the address that GitHub gives each account. */

/** Logins of managed users have a `_`, and GitHub's other hosts addresses of their own. */
const TRAILER = /^co-authored-by:.*<(\d{1,15})\+([^@>\s]{1,100})@users\.noreply\.[\w.-]{1,250}>[ \t\r]*$/gim;

/** The line that a commit made for somebody ends with: GitHub shows them as one who wrote it. */
export function coAuthorTrailer({ id, login }: { id: number; login: string }): string {
  return `Co-authored-by: ${login} <${id}+${login}@users.noreply.github.com>`;
}

/** Each account once. Addresses of other kinds tell of none. */
export function coAuthorsOf(messages: readonly string[]): { id: number; login: string }[] {
  const found = messages.flatMap((message) =>
    Array.from(message.matchAll(TRAILER), ([, id, login = '']) => ({ id: Number(id), login })),
  );
  return [...new Map(found.map((each) => [each.id, each])).values()];
}
