/** Lets through the addresses that a person gave, or tells them which one may not be used and what to do. */
import type { CommandRequested } from '@valine/contracts';
import { guardUrl } from '@valine/safe-http';
import { answerOnce } from '../answer/answer-once.ts';
import type { Ports } from '../ports.ts';
import { refusedUrlMessage } from './messages.ts';

/** By option name. Undefined when one was refused; the person has been answered then. */
export async function guardGivenUrls(
  ports: Ports,
  request: CommandRequested,
  given: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string> | undefined> {
  const { resolver, settings } = ports;
  const admitted: Record<string, string> = {};
  for (const [option, text] of Object.entries(given)) {
    if (text === undefined) continue;
    const guarded = await guardUrl(text, { policy: settings.urlPolicy, resolver });
    if (!guarded.ok) {
      await answerOnce(ports, request, {
        outcome: guarded.reason,
        message: refusedUrlMessage(option, guarded.reason),
      });
      return undefined;
    }
    admitted[option] = baseOf(guarded.url);
  }
  return admitted;
}

/** As it was checked; a bare origin without the slash, for paths are put behind it. */
function baseOf({ href, origin }: URL): string {
  return href === `${origin}/` ? origin : href;
}
