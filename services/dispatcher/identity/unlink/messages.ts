/** What is said of an `/unlink`. */
import { codeSpan, type Message, mentionText, refusalMessage } from '@valine/contracts';

export function untiedMessage(login: string | undefined, personId?: string): Message {
  const whose = personId === undefined ? 'You are' : `${mentionText({ id: personId })} is`;
  return {
    content:
      login === undefined
        ? `🗑️ ${whose} linked with no account on GitHub, and what was under way links nothing any more.`
        : `🗑️ Untied: ${personId === undefined ? 'you are' : `${mentionText({ id: personId })} is`} not ${codeSpan(login)} on GitHub any more.`,
  };
}

export function notLinkedMessage(personId?: string): Message {
  const whose = personId === undefined ? 'You are' : `${mentionText({ id: personId })} is`;
  return refusalMessage('not_linked', `${whose} linked with no account on GitHub. \`/link\` links.`);
}

/** To somebody else than who did it, alone. `byId`: of the admin. */
export function untiedByAdminMessage(byId: string, login: string): Message {
  return {
    content: `🗑️ ${mentionText({ id: byId })} has untied you: you are not linked with ${codeSpan(login)} on GitHub any more.`,
  };
}

/** To who was linked with it, alone. */
export function untiedOnGitHubMessage(login: string): Message {
  return {
    content: `🗑️ ${codeSpan(login)} has said \`/valine unlink\` on GitHub, so you are not linked with it any more. \`/link\` links anew.`,
  };
}
