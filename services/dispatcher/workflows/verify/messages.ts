/** What somebody reads whose run cannot be made out. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';
import type { RunReferenceRefusal } from './parse-run-reference.ts';

/** `repository`: `owner/name`; its pages are at `origin`. */
type Where = { repository: string; origin: string | undefined };

/** `typed`: what they gave. */
export function refusedRunMessage(reason: RunReferenceRefusal, typed: string, where: Where): Message {
  return refusalMessage(reason, `${codeSpan(typed, 80)} ${sentenceText(reason, where)}`);
}

/** Somebody else has asked for the same verification: the answer leads there. */
export function joinedMessage(trackingId: string): Message {
  const id = codeSpan(trackingId);
  return {
    content: `⏳ This is being verified already, as ${id}; its message changes when it is done. \`/status run_id:${trackingId}\` shows how it stands.`,
  };
}

function sentenceText(reason: RunReferenceRefusal, { repository, origin = 'https://github.com' }: Where): string {
  const example = `like \`${origin}/${repository}/actions/runs/123\``;
  switch (reason) {
    case 'not_a_run':
      return `is no workflow run. Give its number, or its address on GitHub, ${example}.`;
    case 'other_host':
      return `is not on GitHub, or not on the one that ${codeSpan(repository)} is on. Give the number of the run, or its address there, ${example}.`;
    case 'names_an_attempt':
      return 'names one attempt of a run, and only the latest is verified. Give the address of the run without `/attempts/…`.';
    case 'other_repository':
      return `is a run of another repository. Only runs of ${codeSpan(repository)} are verified here.`;
  }
}
