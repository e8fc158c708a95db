/** What people are told at once: of a `/link` that cannot begin, of a button that leads nowhere, and of a link by hand. */
import { codeSpan, type Message, mentionText, refusalMessage } from '@valine/contracts';
import type { GitHubAccount, IdentityLink } from '@valine/records';

export function linkNotFoundMessage(): Message {
  return refusalMessage('link_not_found', 'There is no such `/link` any more. `/link` begins anew.');
}

export function alreadyLinkedMessage({ account: { login }, direct }: IdentityLink): Message {
  const turns = direct?.is
    ? 'Your turns are told you in a direct message; `/link direct_messages:false` ends that.'
    : 'Your turns are told in the thread; `/link direct_messages:true` has them told you in a direct message.';
  return refusalMessage(
    'person_linked',
    `You are linked with ${codeSpan(login)} on GitHub. \`/unlink\` unties that; then \`/link\` again. ${turns}`,
  );
}

export function directWithoutLinkMessage(): Message {
  return refusalMessage(
    'not_linked',
    'You are linked with no account on GitHub, so nobody knows when it is your turn. `/link` first.',
  );
}

export function directChosenMessage(is: boolean): Message {
  return {
    content: is
      ? '✅ Your turns are told you in a direct message from now on. One is on its way to you: if it does not come, allow direct messages in your privacy settings of this server. Until then you are called in the thread.'
      : '✅ Your turns are told in the thread from now on.',
  };
}

export function firstDirectMessage(): Message {
  return {
    content:
      '👋 Here you are told when it is your turn: a review asked of you, or your own pull request. `/link direct_messages:false` ends it.',
  };
}

/** To whom it is about, alone. `byId`: of the admin. */
export function linkedByHandMessage(byId: string, login: string): Message {
  return {
    content: `🔗 ${mentionText({ id: byId })} has linked you with **${codeSpan(login)}** on GitHub. Is that not your account? \`/unlink\` unties it.`,
  };
}

export function incompleteMessage(): Message {
  return refusalMessage(
    'link_incomplete',
    'By hand it takes both: `/link person:@somebody login:their-login`, and nothing else. For yourself it takes neither.',
  );
}

export function byHandOffMessage(): Message {
  return refusalMessage(
    'link_by_hand_off',
    'Here people link themselves, by GitHub’s own word (GITHUB_APP_CLIENT_ID is set), and nobody does it for them. Ask them to `/link`.',
  );
}

export function noSuchLoginMessage(login: string): Message {
  return refusalMessage('login_not_found', `${codeSpan(login)} is no person on GitHub. Check how it is spelt.`);
}

export function byHandMessage(personId: string, account: GitHubAccount): Message {
  return {
    content: `✅ Linked by hand: ${mentionText({ id: personId })} on Discord is **${codeSpan(account.login)}** on GitHub. Both can untie it: \`/unlink\` here, \`/valine unlink\` there.`,
  };
}

/** Why an admin could not link somebody. */
export function byHandRefusedMessage(why: string, personId: string, login: string): Message {
  const text =
    why === 'account_linked'
      ? `Somebody else is linked with ${codeSpan(login)}: untie them first, with \`/unlink person:\`.`
      : why === 'person_linked'
        ? `${mentionText({ id: personId })} is linked with another account: untie that first, with \`/unlink person:\`.`
        : 'Something newer was asked for, or untied, since. Look, and ask again.';
  return refusalMessage(why, text);
}
