/** What is switched off now, as everybody who decides by it asks: known for less than a minute, and read anew then. */
import type { Clock, Logger } from '@valine/lambda-kit';
import {
  type RecordStore,
  type Restriction,
  restrictionOf,
  SWITCHES_ID,
  type SwitchName,
  UnreadableRecord,
} from '@valine/records';

/** `unknown`: the record is there and cannot be read, so nothing is allowed that a switch may take away. */
export type Restrictions = Readonly<Record<string, Restriction>> | 'unknown';

/** Longer than any message takes, so that none has it read twice; with the call that may follow, shorter than a minute. */
const KNOWN_MS = 45_000;

/** For one instance. @throws StoreUnavailable */
export function createSwitches({ clock, logger }: { clock: Clock; logger: Logger }) {
  let known: { restrictions: Restrictions; at: number } | undefined;
  return async (store: Pick<RecordStore, 'find'>): Promise<Restrictions> => {
    const at = clock.now();
    if (known !== undefined && at - known.at < KNOWN_MS) return known.restrictions;
    const restrictions = await readSwitches(store, logger);
    known = { restrictions, at };
    return restrictions;
  };
}

/** As they stand now: one read. @throws StoreUnavailable */
export async function readSwitches(store: Pick<RecordStore, 'find'>, logger: Logger): Promise<Restrictions> {
  try {
    return (await store.find('switches', SWITCHES_ID))?.restrictions ?? {};
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    logger.error('the switches cannot be read: nothing that changes something outside begins', { error });
    return 'unknown';
  }
}

export function findRestriction(restrictions: Restrictions, name: SwitchName): Restriction | 'unknown' | undefined {
  return restrictions === 'unknown' ? 'unknown' : restrictionOf(restrictions, name);
}
