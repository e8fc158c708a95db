/** Whether two accounts on Discord are one person's, as far as anybody has said so. Pure. */

/** `id`: on Discord. `login`: of the account on GitHub that they are linked with. */
type Known = { id: string; login?: string | undefined };

/** One account on GitHub is linked with one person alone; settings may name it for another as well. */
export function isSamePerson(a: Known, b: Known, gitHubLogins: Readonly<Record<string, string>>): boolean {
  const loginsOf = ({ id, login }: Known) =>
    [login, gitHubLogins[id]].flatMap((each) => (each === undefined ? [] : [each.toLowerCase()]));
  const logins = loginsOf(b);
  return a.id === b.id || loginsOf(a).some((login) => logins.includes(login));
}
