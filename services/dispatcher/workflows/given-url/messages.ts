/** What somebody reads whose address may not be used; it never repeats the address. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { UrlRefusal } from '@valine/safe-http';

/** `sentence`: why, and what to do. */
export function refusedUrlMessage(option: string, reason: UrlRefusal, sentence: string): Message {
  return refusalMessage(`url_${reason}`, `\`${option}\`: ${sentence} Nothing was started.`);
}

/** Paths are appended to these addresses. */
export function queryInBaseMessage(option: string): Message {
  return refusalMessage(
    'url_has_query',
    `\`${option}\`: There is a \`?\` in the URL. Give the base that paths such as \`/health\` are added to. Nothing was started.`,
  );
}
