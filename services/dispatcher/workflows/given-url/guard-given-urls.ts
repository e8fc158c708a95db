/** Lets through the addresses that a person gave, or tells them which one may not be used and what to do. */
import type { CommandRequested } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce } from '../../replies/answer-once.ts';
import { queryInBaseMessage, refusedUrlMessage, type Undone } from './messages.ts';

/**
 * By option name. Undefined when one was refused; the person has been answered then. A name that resolved for an earlier
 * copy of the command may not resolve for this one: what that copy has begun goes on.
 */
export async function guardGivenUrls(
  ports: Ports,
  request: CommandRequested,
  given: Readonly<Record<string, string | undefined>>,
  undone: Undone = 'started',
): Promise<Record<string, string> | undefined> {
  const texts = Object.entries(given).flatMap(([option, text]) => (text === undefined ? [] : [{ option, text }]));
  if (texts.length === 0) return {};
  const { resolver, settings } = ports;
  // Hardly any command gives an address: others start without what it takes to judge one.
  const { guardUrl, urlRefusalText } = await import('@valine/safe-http');
  const admitted: Record<string, string> = {};
  for (const { option, text } of texts) {
    const guarded = await guardUrl(text, { policy: settings.urlPolicy, resolver });
    // An empty query is none to the URL, but stays in its text.
    if (guarded.ok && !guarded.url.href.includes('?')) {
      admitted[option] = baseOf(guarded.url);
      continue;
    }
    const message = guarded.ok
      ? queryInBaseMessage(option, undone)
      : refusedUrlMessage(option, guarded.reason, urlRefusalText(guarded.reason), undone);
    await answerOnce(ports, request, { outcome: guarded.ok ? 'url_has_query' : guarded.reason, message });
    return undefined;
  }
  return admitted;
}

/** As it was checked; a bare origin without the slash, for paths are put behind it. */
function baseOf({ href, origin }: URL): string {
  return href === `${origin}/` ? origin : href;
}
