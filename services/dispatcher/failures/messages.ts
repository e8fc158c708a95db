/** What a person sees while something is out of order, and when we stop trying. */
import type { Message } from '@valine/contracts';
import { refusalMessage } from '../answer/messages.ts';

export function gitHubWaitingMessage(): Message {
  return { content: '⏳ GitHub does not answer right now. Trying again; this message changes when it does.' };
}

export function gitHubGaveUpMessage(minutes: number): Message {
  return refusalMessage(
    'github_unavailable',
    `GitHub has not answered for ${minutes} minutes, so nothing was done. Run the command again later.`,
  );
}

export function gitHubRefusedMessage(status: number | undefined): Message {
  return refusalMessage(
    'github_refused',
    `GitHub refused the request${status === undefined ? '' : ` (${status})`}. Whoever runs this installation should check that the token or App may read issues of the repository.`,
  );
}

export function troubleMessage(): Message {
  return {
    content:
      '🔧 Something went wrong on our side. Trying again; if it does not come right, an operator finds it in the dead letters.',
  };
}

export function unknownMessage(what: string): Message {
  return refusalMessage(
    'unknown',
    `This installation does not know \`${what}\`. It may just have been changed; \`/help\` shows what there is.`,
  );
}
