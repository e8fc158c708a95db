/** What somebody reads whose address may not be used; it never repeats the address. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { UrlRefusal } from '@valine/safe-http';

/** What does not happen with an address that may not be used. */
export type Undone = 'started' | 'set';

/** `sentence`: why, and what to do. */
export function refusedUrlMessage(option: string, reason: UrlRefusal, sentence: string, undone: Undone): Message {
  return refusalMessage(`url_${reason}`, `\`${option}\`: ${sentence} Nothing was ${undone}.`);
}

/** Paths are appended to these addresses. */
export function queryInBaseMessage(option: string, undone: Undone): Message {
  return refusalMessage(
    'url_has_query',
    `\`${option}\`: There is a \`?\` in the URL. Give the base that paths such as \`/health\` are added to. Nothing was ${undone}.`,
  );
}
