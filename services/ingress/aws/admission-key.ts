/** What messages are signed with, as it stands now: a changed key needs no deploy. */
import type { Clock, Logger } from '@valine/lambda-kit';
import { parseIngressSettings } from '@valine/settings';
import { once } from './once.ts';

type Secrets = () => Promise<Readonly<Record<string, string | undefined>>>;

/** At the next use after so long it is read again. */
const OLD_MS = 5 * 60_000;
/** What could not be read is asked for again after so long. */
const AGAIN_MS = 30_000;

/**
 * `first` is what others have read since this was created; `read` asks, and gives up before Discord does. Everybody waits
 * for a key that is old: the one before may not be known any more. What cannot be read, or is no key, stays as it was.
 */
export function freshAdmissionKey(
  first: Secrets,
  read: Secrets,
  clock: Clock,
  logger: Pick<Logger, 'error'>,
): () => Promise<string> {
  const load = once(() => keyIn(first));
  let known: string | undefined;
  let readAt = clock.now();
  let reading: Promise<void> | undefined;

  const readAgain = async (): Promise<void> => {
    try {
      known = await keyIn(read);
      readAt = clock.now();
    } catch (error) {
      readAt = clock.now() - OLD_MS + AGAIN_MS;
      logger.error('ADMISSION_KEY was not read again: the one before stays in force', { error });
    } finally {
      reading = undefined;
    }
  };

  return async () => {
    if (clock.now() - readAt >= OLD_MS) {
      reading ??= readAgain();
      await reading;
    }
    known ??= await load();
    return known;
  };
}

async function keyIn(secrets: Secrets): Promise<string> {
  return parseIngressSettings(await secrets(), ['ADMISSION_KEY']).ADMISSION_KEY;
}
