/** What a person sees while something is out of order, and when we stop trying. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';

export function gitHubWaitingMessage(): Message {
  return { content: '⏳ GitHub does not answer right now. Trying again; this message changes when it does.' };
}

export function gitHubGaveUpMessage(minutes: number): Message {
  return refusalMessage(
    'github_unavailable',
    `GitHub has not answered for ${minutes} minutes, so nothing was done. Run the command again later.`,
  );
}

export function gitHubRefusedMessage(status: number | undefined, advice = CHECK_PERMISSIONS): Message {
  return refusalMessage(
    'github_refused',
    `GitHub refused the request${status === undefined ? '' : ` (${status})`}. ${advice}`,
  );
}

const CHECK_PERMISSIONS =
  'Whoever runs this installation should check that the token or App may read issues and Actions of the repository.';

export function gitHubLimitedMessage(minutes: number): Message {
  return refusalMessage(
    'github_rate_limited',
    `GitHub takes no more requests from us for ${minutes} minutes, so nothing was done. Run the command again then.`,
  );
}

export function troubleMessage(): Message {
  return { content: '🔧 Something went wrong on our side. Trying again; this message changes when it is done.' };
}

/** Not the last word: an operator can have it done after all, and the answer then takes this message's place. */
export function stuckMessage(): Message {
  return refusalMessage(
    'internal',
    'This could not be done for a fault of ours. It is kept among the dead letters: whoever runs this installation can see why, and have it done with `valine redrive`, within a day.',
  );
}

export function recordFullMessage(): Message {
  return refusalMessage(
    'record_full',
    'What is kept of it would become too large, so nothing was done. Begin a new plan with `/plan`, or run the command anew.',
  );
}

export function unknownMessage(what: string): Message {
  return refusalMessage(
    'unknown',
    `This installation does not know ${codeSpan(what)}. It may just have been changed; \`/help\` shows what there is.`,
  );
}
