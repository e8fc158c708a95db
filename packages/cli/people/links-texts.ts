/** What `valine links` says. */
import { agoText, codeSpan, type Message } from '@valine/contracts';
import type { Fact } from '@valine/doctor';
import type { IdentityLink } from '@valine/records';
import type { Standing } from '../terminal/ports.ts';
import { tableText } from '../terminal/table.ts';

export type Linked = { personId: string; link: IdentityLink };
export type Row = Linked & { standing: Standing };

export function linksTable(rows: readonly Row[], { where, now }: { where: string; now: number }): string {
  if (rows.length === 0) return `Nobody is linked (${where}). People link themselves in Discord with /link.`;
  const lines = rows.map(({ personId, link, standing }) => [
    personId,
    loginText(link.account.login, standing),
    agoText(link.at, now),
    link.by === undefined ? 'themselves' : `admin ${link.by}`,
    factText(standing.inDiscord, (isThere) => (isThere ? 'there' : '⚠ left')),
    factText(standing.onGitHub, (is) => (is === 'gone' || is === 'none' ? `⚠ ${GITHUB[is]}` : GITHUB[is])),
    link.direct?.is ? 'directly' : 'in the thread',
  ]);
  const table = tableText(['person', 'account', 'linked', 'by', 'on discord', 'on github', 'told of turns'], lines);
  return [table, ...unknownLines(rows), ...mendLines(rows)].join('\n');
}

const GITHUB = {
  admin: 'may administer',
  write: 'may write',
  read: 'may read',
  none: 'no access',
  gone: 'gone',
} as const;

/** The link stays with the account, whatever its login is by now. */
function loginText(then: string, { login: now = then }: Standing): string {
  return now === then ? then : `${now} (then ${then})`;
}

function factText<T>(fact: Fact<T>, textOf: (value: T) => string): string {
  return fact.is === 'known' ? textOf(fact.value) : 'unknown';
}

/** Each reason once. */
function unknownLines(rows: readonly Row[]): string[] {
  const facts = rows.flatMap(({ standing }): Fact<unknown>[] => [standing.inDiscord, standing.onGitHub]);
  const why = facts.flatMap((fact) =>
    fact.is === 'known' ? [] : [fact.is === 'unknown' ? `${fact.why} ${fact.mend}` : fact.why],
  );
  return [...new Set(why)].map((reason) => `unknown: ${reason}`);
}

function mendLines(rows: readonly Row[]): string[] {
  const isOver = ({ standing: { inDiscord, onGitHub } }: Row) =>
    (inDiscord.is === 'known' && !inDiscord.value) || (onGitHub.is === 'known' && onGitHub.value === 'gone');
  return rows.filter(isOver).map(({ personId }) => `Untie who is no more: valine links --remove ${personId} --yes`);
}

export function notListedMessage(ids: Exclude<Fact<string[]>, { is: 'known' }>): string {
  return ids.is === 'unknown' ? `Who is linked cannot be read: ${ids.why} ${ids.mend}` : ids.why;
}

export function notLinkedMessage(person: string): string {
  return `Nobody is linked as ${person}. valine links lists who is: give an id on Discord, or the login on GitHub that they were linked with.`;
}

export function severalLinkedMessage(found: readonly Linked[], person: string): string {
  const ids = found.map(({ personId }) => personId);
  return `${found.length} were linked with ${person} on GitHub, which has gone to somebody else meanwhile. Say which by their id on Discord: ${ids.join(', ')}.`;
}

export function notConfirmedMessage({ personId, link }: Linked, person: string): string {
  return `Person ${personId} would be untied from ${link.account.login} on GitHub, and told so. Nothing was changed: valine links --remove ${person} --yes does it.`;
}

export function untiedMessage({ personId, link }: Linked, isTold: boolean): string {
  const told = isTold
    ? 'They are told so in a direct message, where they take them.'
    : 'But they are not told so, for the queue could not be reached: tell them yourself.';
  return `Person ${personId} is not linked with ${link.account.login} on GitHub any more. ${told}`;
}

export function notUntiedMessage({ personId, link }: Linked): string {
  return `Nothing was untied: person ${personId} was untied from ${link.account.login} meanwhile, or linked after what the clock of this machine says. Look with valine links, and at the clock.`;
}

/** To whom it is about, alone. */
export function untiedByOperatorMessage(operator: string, login: string): Message {
  return {
    content: `🗑️ ${codeSpan(operator)} has untied you in the terminal: you are not linked with ${codeSpan(login)} on GitHub any more.`,
  };
}
