/** What people read about who is who: on Discord, and in answers to comments on GitHub. */

import { buttonId } from '@valine/commands';
import { codeSpan, type Message, mentionText, momentMarkdown, refusalMessage } from '@valine/contracts';
import type { LinkAttempt } from '@valine/records';
import type { ConsentProblem, PressRefusal } from './decide.ts';

/** The one private message of an attempt, as it stands. */
export function attemptMessage(attempt: LinkAttempt, repository: string): Message {
  switch (attempt.state) {
    case 'waiting':
      return waitingMessage(attempt, repository);
    case 'known':
    case 'binding':
      return confirmMessage(attempt, repository);
    case 'linked':
      return {
        content: `✅ Linked: ${mentionText(attempt.person)} on Discord is **${nameOf(attempt)}** on GitHub. \`/unlink\` unties it; \`/link direct_messages:true\` has your turns told you in a direct message.`,
        buttons: [],
      };
    case 'failed':
      return endMessage(attempt.why ?? 'link_expired');
  }
}

function waitingMessage(attempt: LinkAttempt, repository: string): Message {
  const { device } = attempt;
  const what =
    device === undefined
      ? [
          `As the account that is yours, say under any issue or pull request of ${codeSpan(repository)}:`,
          codeSpan(saying(attempt)),
        ]
      : [
          `Open <${device.url}> in your own browser, and enter **${device.userCode}**. Then come back: there is more to do here.`,
        ];
  const warning =
    'Pass it on to nobody, and enter no code that somebody sent you: whoever does speaks for their own account.';
  return {
    content: [
      '🔗 **Which account on GitHub is yours?**',
      ...what,
      `${warning} It counts until ${momentMarkdown(attempt.endsAt)}.`,
    ].join('\n'),
    buttons: [cancelButton(attempt)],
  };
}

function confirmMessage(attempt: LinkAttempt, repository: string): Message {
  const { person, account, confirmed, consent, state } = attempt;
  const done = (is: boolean, text: string) => `${is ? '✅' : '◻️'} ${text}`;
  return {
    content: [
      `🔗 **Is ${mentionText(person)} on Discord the same person as ${nameOf(attempt)} on GitHub?**`,
      done(
        consent !== undefined,
        `On GitHub: as ${nameOf(attempt)}, say under any issue or pull request of ${codeSpan(repository)}: ${codeSpan(saying(attempt))}`,
      ),
      done(confirmed !== undefined, 'Here: press Confirm.'),
      `-# Is it not your account? Then cancel. A link gives no rights: it names you, and you approve nothing of your own. It counts until ${momentMarkdown(attempt.endsAt)}.`,
    ].join('\n'),
    buttons:
      state === 'binding'
        ? []
        : [
            {
              id: buttonId('confirm-link', `${attempt.id}.${account?.id ?? 0}`),
              label: 'Confirm',
              style: 'success',
              disabled: confirmed !== undefined,
            },
            cancelButton(attempt),
          ],
  };
}

function cancelButton({ id }: LinkAttempt) {
  return { id: buttonId('cancel-link', id), label: 'Cancel', style: 'secondary' } as const;
}

/** The words by which the account consents: they name who is meant on Discord. */
function saying({ username, id }: Pick<LinkAttempt, 'username' | 'id'>): string {
  return `/valine link ${username} ${id}`;
}

function nameOf({ account }: Pick<LinkAttempt, 'account'>): string {
  return codeSpan(account?.login ?? '');
}

/** How an attempt ends that links nothing. */
export function endMessage(why: string): Message {
  return why === 'link_cancelled'
    ? { content: '🗑️ Cancelled: nobody was linked.', buttons: [] }
    : refusalMessage(why, REASONS[why] ?? GONE);
}

const AGAIN = '`/link` begins anew.';
const GONE = `It came to nothing. ${AGAIN}`;

const REASONS: Readonly<Record<string, string>> = {
  link_expired: `Nobody was linked in time. ${AGAIN}`,
  link_denied: `GitHub says that it was refused there, so nobody was linked. If that was you by mistake: ${AGAIN}`,
  link_interrupted: `GitHub’s answer was lost on its way to us, so nobody was linked. ${AGAIN}`,
  link_superseded: `There is a newer \`/link\` of yours, or you were untied since: this one links nobody. ${AGAIN}`,
  account_linked:
    'Somebody else on Discord is linked with that account, so nobody was linked. If it is yours: say `/valine unlink` as that account on GitHub, then `/link` again.',
  person_linked: 'You are linked with another account. `/unlink` unties that; then `/link` again.',
  consent_withdrawn: `That account has said \`/valine unlink\` on GitHub since, so nobody was linked. ${AGAIN}`,
};

export function pressMessage(verdict: PressRefusal | 'confirmed' | 'cancelled', attempt: LinkAttempt): Message {
  switch (verdict) {
    case 'confirmed':
      return {
        content:
          attempt.consent === undefined
            ? `✅ Confirmed. What is left is yours to say on GitHub, as ${nameOf(attempt)}: ${codeSpan(saying(attempt))}`
            : '✅ Confirmed, here and on GitHub. The message above changes when you are linked.',
      };
    case 'cancelled':
      return endMessage('link_cancelled');
    case 'not_requester':
      return refusalMessage(
        verdict,
        `Only ${mentionText(attempt.person)} can decide about that. \`/link\` is for your own account.`,
      );
    case 'link_decided':
      return refusalMessage(verdict, `That is decided already: the message above says how. ${AGAIN}`);
    case 'other_account':
      return refusalMessage(
        verdict,
        'That is not the account that the message names by now. Look at it again, and decide there.',
      );
    case 'link_expired':
    case 'link_superseded':
      return endMessage(verdict);
  }
}

/** Answer on GitHub. It names both sides: a person who was talked into it sees to whom they are linked. */
export function consentText(
  verdict: ConsentProblem | 'agreed',
  { username }: { username: string },
  sender: string,
): string {
  switch (verdict) {
    case 'agreed':
      return `@${sender} agrees to be the same person as ${codeSpan(username)} on Discord. It holds once ${codeSpan(username)} has confirmed it there. Is that not you? Then say \`/valine unlink\` here, now or at any time.`;
    case 'other_name':
    case 'link_not_found':
      return 'Nobody was linked: there is no such `/link` of that name on Discord. Take the whole line from the message that it shows you, and from nobody else.';
    case 'other_account':
      return `Nobody was linked: that \`/link\` is about another account than @${sender}. Begin with \`/link\` of your own on Discord.`;
    case 'account_unknown':
      return 'Nobody was linked yet: enter the code on GitHub’s page first, as the message on Discord says. Then say it again.';
    case 'link_expired':
    case 'link_superseded':
    case 'link_decided':
      return 'Nobody was linked: that `/link` is over. Begin anew with `/link` on Discord.';
  }
}

export function accountUntiedText(sender: string): string {
  return `@${sender} is linked with nobody on Discord any more, and nothing that was said before links it.`;
}

export function unknownSenderText(): string {
  return 'Nothing was done: GitHub did not tell which account has said this. Say it again, in a new comment.';
}
