/** Asks something, and makes what stands against it a fact too: unknown, with what to do. */
import { type Fact, known, unknown } from '../facts/fact.ts';

/** `mend`: what to do where the failure does not say it. */
export async function factOf<T>(ask: () => Promise<T>, mend: string): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    return unknownBy(error instanceof Error ? error.message : String(error), mend);
  }
}

/** Failures of GitHub say first what happened, and then what to do. */
function unknownBy(message: string, mend: string): Fact<never> {
  const end = message.indexOf('). ');
  if (!message.startsWith('GitHub did not') || end === -1) return unknown(message, mend);
  return unknown(message.slice(0, end + 2), message.slice(end + 3));
}
