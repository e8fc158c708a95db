/** What somebody reads whose address may not be used; it never repeats the address. */
import { type Message, refusalMessage } from '@valine/contracts';
import { type UrlRefusal, urlRefusalText } from '@valine/safe-http';

export function refusedUrlMessage(option: string, reason: UrlRefusal): Message {
  return refusalMessage(`url_${reason}`, `\`${option}\`: ${urlRefusalText(reason)} Nothing was started.`);
}
