/** Whose turn it is, in words. */
import { agoMarkdown, mentionText, plainText, type Turn, type TurnReason } from '@valine/contracts';

const WHOSE: Record<Turn['of'], string> = {
  author: 'author’s turn',
  reviewer: 'reviewer’s turn',
  checks: 'checks run',
  ship: 'ready to ship',
  unknown: 'nobody knows whose turn it is',
};

/** `ago`: how a time reads; `who`: how somebody is named, by their id on Discord. */
type Reader = { ago(at: number): string; who?(personId: string): string };

const ON_DISCORD: Reader = { ago: agoMarkdown, who: (id) => mentionText({ id }) };

/** A clause that may stand behind others, e.g. `author’s turn: draft`. As Discord shows it, unless told otherwise. */
export function turnText({ of, why, personId }: Turn, reader: Reader = ON_DISCORD): string {
  const reasons = why.map((reason) => reasonText(reason, reader)).filter((text) => text !== '');
  const author = personId === undefined ? undefined : reader.who?.(personId);
  const whose = author === undefined ? WHOSE[of] : `${WHOSE[of]}, ${author}`;
  return reasons.length === 0 ? whose : `${whose}: ${reasons.join('; ')}`;
}

function reasonText(reason: TurnReason, { ago, who }: Reader): string {
  switch (reason.is) {
    case 'closed':
      return 'closed without a merge; reopen it, or close the issue';
    case 'draft':
      return 'draft';
    case 'empty':
      return 'nothing is changed in it yet; push the work to its branch';
    case 'conflict':
      return `conflicts with ${plainText(reason.base)}`;
    case 'behind':
      return `behind ${plainText(reason.base)}; update its branch`;
    case 'elsewhere':
      return `goes to ${plainText(reason.base)}, and closes no issue there; have it go to the default branch`;
    case 'failing':
      return failingText(reason);
    case 'changes requested':
      return `changes requested by ${reason.by.map(plainText).join(', ')}`;
    case 'asked':
      return `${(reason.personId && who?.(reason.personId)) ?? plainText(reason.login)}, asked ${ago(reason.since)}`;
    case 'lacking':
      return 'its base wants a review that nobody was asked for, or a check that has not begun';
    case 'agent approvals':
      return approvalsText(reason);
    case 'four eyes':
      return fourEyesText(reason);
    case 'runs wait':
      return runsWaitText(reason);
    case 'running':
      return reason.count === 1 ? '1 is not done' : `${reason.count} are not done`;
    case 'unseen':
      return UNSEEN[reason.what];
  }
}

const UNSEEN = {
  checks: 'its checks could not be read',
  reviews: 'its reviews could not be read',
  mergeability: 'GitHub has not worked out whether it can be merged',
} as const;

function failingText({ check, url, count }: Extract<TurnReason, { is: 'failing' }>): string {
  const others = count > 1 ? ` and ${count - 1} more` : '';
  return `${checkText({ check, url })}${others} failed`;
}

export function checkText({ check, url }: { check: string; url?: string | undefined }): string {
  const name = plainText(check);
  return url === undefined ? name : `[${name}](${url})`;
}

const UNSEEN_APPROVALS = '; some approvals could not be read';

type ApprovalsReason = Extract<TurnReason, { is: 'agent approvals' }>;

function approvalsText({ have, needed, giver, unknown, isUnseen }: ApprovalsReason): string {
  const lacking = needed - have;
  const needs =
    lacking === 1
      ? '1 more approval of this head is needed, by somebody with write access'
      : `${lacking} more approvals of this head are needed, by people with write access`;
  const besides = giver === undefined ? '' : ` besides ${plainText(giver)}, who gave it the task`;
  const advice =
    unknown === undefined
      ? ''
      : `; fewer, once GITHUB\\_LOGINS tells which login ${plainText(unknown)} has, who gave it the task`;
  return `an agent wrote it: ${needs}${besides}${advice}${isUnseen ? UNSEEN_APPROVALS : ''}`;
}

type FourEyesReason = Extract<TurnReason, { is: 'four eyes' }>;

function fourEyesText({ writers = [], unknown = 0, hasAddress, isUnseen }: FourEyesReason): string {
  const advice = hasAddress ? '; add the commit’s address to the author’s GitHub account, then ship again' : '';
  const needs =
    unknown > 0
      ? `${unknown + 1} approvals of this head are needed, by people with write access who did not write it: who wrote some of it is not known${advice}`
      : 'an approval of this head is needed, by somebody with write access who did not write it';
  const own = writers.length === 0 ? '' : `; ${writers.map(plainText).join(', ')} wrote it`;
  return `${needs}${own}${isUnseen ? UNSEEN_APPROVALS : ''}`;
}

function runsWaitText({ check, url, count }: Extract<TurnReason, { is: 'runs wait' }>): string {
  const run = `its workflow run ${checkText({ check, url })}`;
  return count === 1
    ? `${run} waits for a person: look at what it changes, then let it run on GitHub`
    : `${run} and ${count - 1} more wait for a person: look at what they change, then let them run on GitHub`;
}
