/** Whether effects that are parked have waited for an admin for too long. */
import { awaitsOperator, listLastOwners, UnreadableRecord, type Waiting } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { isTold, type Look } from '../look.ts';
import { isRipe, PARKED, parkedFindings, waitingOf } from './decide.ts';

/** Of each kind, as `valine resolve` does. */
const MOST_SEARCHED = 100;

/** Reads nothing while none has waited for long; then each record in which one has. It searches only where there was no room for all, and none is left of those that had room. */
export const parkedLook: Look = {
  name: 'parked effects',
  look: async ({ store, clock }, { last }) => {
    const { parked = [], moreParked = false } = last ?? {};
    const [now, wasTold] = [clock.now(), isTold(last, PARKED)];
    if (!wasTold && !isRipe(parked, now)) return [];
    const owners = [...new Map(parked.map((each) => [each.of, each])).values()];
    const waiting = await Promise.all(owners.map(async (each) => [each.of, await stillWaiting(store, each)] as const));
    const known = new Map(waiting);
    const still = parked.filter(({ id, of, at }) => known.get(of)?.has(`${id} ${at}`) ?? true);
    const over = parked.filter((each) => !still.includes(each));
    if (!moreParked || still.length > 0) return parkedFindings({ still, over, isMore: moreParked }, wasTold, now);
    const { owners: listed, unreadable } = await listLastOwners(store, MOST_SEARCHED);
    const recalled = listed.flatMap(waitingOf);
    const isMore = recalled.length > 0 || unreadable.length > 0;
    return parkedFindings({ still: recalled, over, recalled, isMore }, wasTold, now);
  },
};

/** Undefined where another version has written it: then it still waits. @throws StoreUnavailable */
async function stillWaiting(
  store: Ports['store'],
  { ownerKind, of }: Waiting,
): Promise<ReadonlySet<string> | undefined> {
  try {
    const effects = (await store.find(ownerKind, of))?.effects ?? [];
    return new Set(effects.filter(awaitsOperator).map(({ id, parked }) => `${id} ${parked?.at}`));
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    return undefined;
  }
}
