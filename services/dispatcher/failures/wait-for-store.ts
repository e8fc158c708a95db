/** A store that does not answer for a moment spends no receive of the message that needed it. */
import { RetryLater } from '@valine/lambda-kit';
import { StoreUnavailable, TooMuchContention } from '@valine/runs';

const WAIT_SECONDS = 5;

/** @throws RetryLater in the place of what passes by itself; everything else as it came */
export async function waitForStore(handle: () => Promise<void>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    if (error instanceof StoreUnavailable || error instanceof TooMuchContention)
      throw new RetryLater(WAIT_SECONDS, error.message, { cause: error });
    throw error;
  }
}
