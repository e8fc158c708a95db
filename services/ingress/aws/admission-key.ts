/** What messages are signed with, as it stands now: a changed key needs no deploy. */
import type { Clock } from '@valine/lambda-kit';
import { parseIngressSettings } from '@valine/settings';
import { once } from './once.ts';

type Secrets = () => Promise<Readonly<Record<string, string | undefined>>>;

/** At the next use after so long it is read again. */
const OLD_MS = 5 * 60_000;

/**
 * `first` is what others have read, too; `read` asks. Nobody waits for a key that is read again: the dispatcher knows the one
 * before as long as it stands beside the new one.
 */
export function freshAdmissionKey(first: Secrets, read: Secrets, clock: Clock): () => Promise<string> {
  const load = once(() => keyIn(first));
  let known: { key: string; readAt: number } | undefined;

  const readAgain = async (key: string): Promise<void> => {
    known = { key, readAt: clock.now() };
    // What cannot be read now stays as it was.
    const next = await keyIn(read).catch(() => key);
    known = { ...known, key: next };
  };

  return async () => {
    known ??= { key: await load(), readAt: clock.now() };
    const { key, readAt } = known;
    if (clock.now() - readAt >= OLD_MS) void readAgain(key);
    return key;
  };
}

async function keyIn(secrets: Secrets): Promise<string> {
  return parseIngressSettings(await secrets(), ['ADMISSION_KEY']).ADMISSION_KEY;
}
