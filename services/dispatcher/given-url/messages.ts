/** What somebody reads whose address may not be used; it never repeats the address. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { UrlRefusal } from '@valine/safe-http';

/** `sentence`: why, and what to do. */
export function refusedUrlMessage(option: string, reason: UrlRefusal, sentence: string): Message {
  return refusalMessage(`url_${reason}`, `\`${option}\`: ${sentence} Nothing was started.`);
}
