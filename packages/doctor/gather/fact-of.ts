/** Asks something, and makes what stands against it a fact too: unknown, with what to do. */
import { type Fact, known, unknown } from '../facts/fact.ts';
import { splitAdvice } from '../judging/split-advice.ts';

/** `mend`: what to do where the failure does not say it. */
export async function factOf<T>(ask: () => Promise<T>, mend: string): Promise<Fact<T>> {
  try {
    return known(await ask());
  } catch (error) {
    const told = splitAdvice(error instanceof Error ? error.message : String(error), mend);
    return unknown(told.says, told.mend);
  }
}
