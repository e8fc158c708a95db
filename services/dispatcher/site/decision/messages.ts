/** What the person who confirms or cancels is told; others see the message of the change. */
import { codeSpan, type Message, mentionText, refusalMessage } from '@valine/contracts';
import type { SiteChange } from '@valine/records';
import type { Decision } from './decide.ts';

export function decisionMessage({ verdict }: Decision, { requestedBy, pullRequest }: SiteChange): Message {
  switch (verdict) {
    case 'confirmed':
      return {
        content: '✅ Confirmed. The draft pull request is being opened; the preview above changes when it is there.',
      };
    case 'cancelled':
      return { content: '🗑️ Request cancelled. Nothing was changed.' };
    case 'moved':
      return {
        content:
          '🔄 The file has changed since, so nothing was opened. The preview above is new: look at it, and confirm it again.',
      };
    case 'dropped':
      return refusalMessage(
        'change_dropped',
        `The file has changed since, and the change cannot be made any more: the message above says why. ${AGAIN}`,
      );
    case 'not_requester':
      return refusalMessage(
        verdict,
        `Only ${mentionText(requestedBy)}, who asked for it, can decide about it. Ask for a change of your own with \`/ux-update\`.`,
      );
    case 'change_expired':
      return refusalMessage(
        verdict,
        `Nobody confirmed it within an hour, so it has expired and nothing was changed. ${AGAIN}`,
      );
    case 'change_confirmed':
      return refusalMessage(verdict, confirmedText(pullRequest));
    case 'change_cancelled':
      return refusalMessage(verdict, `It was cancelled already, and nothing was changed. ${AGAIN}`);
    case 'change_dropped':
      return refusalMessage(verdict, `It cannot be made any more, and nothing was changed. ${AGAIN}`);
    case 'preview_outdated':
      return refusalMessage(verdict, 'There is a newer preview of it. Look at that one, and decide there.');
  }
}

const AGAIN = '`/ux-update` asks anew.';

function confirmedText(pullRequest: SiteChange['pullRequest']): string {
  if (pullRequest === undefined) return 'You have confirmed it already; its draft pull request is being opened.';
  return `You have confirmed it already: [draft pull request #${pullRequest.number}](${pullRequest.url}). To take it back, close that on GitHub.`;
}

export function changeNotFoundMessage(id: string): Message {
  return refusalMessage('change_not_found', `There is no change ${codeSpan(id)} any more. ${AGAIN}`);
}
