/** Finds the verification of the same run that somebody has begun already, or takes its place for this one. */
import { changeRecord, currentStage, expiryOf, isTrackingEnded, type Recent, recentWith } from '@valine/records';
import type { Ports } from '../../ports.ts';

/** `runId`: undefined for the latest. */
export type Verification = { runId: number | undefined; diagnose: boolean; trackingId: string };

/** Its tracking may not show yet, as its place is taken first. */
const BEGINS_WITHIN_MS = 60_000;
/** In which somebody else changed whose place it is. */
const ATTEMPTS = 4;

/**
 * The id of another tracking that verifies the same and goes on, or undefined: then the place is this one's. Two that
 * come at the same moment find each other, which a list of open trackings would not show yet.
 */
export async function findUnderWay(ports: Ports, wanted: Verification): Promise<string | undefined> {
  const latest = await findOfLatest(ports, wanted);
  if (latest !== undefined) return latest;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const last = holderOf(await ports.store.find('recent', placeOf(wanted)));
    if (last !== undefined && last.id !== wanted.trackingId && (await goesOn(ports, last))) return last.id;
    if (await takePlace(ports, wanted, last?.id)) return undefined;
  }
  return undefined;
}

/** Whoever verifies the latest run verifies this one, if it is that. */
async function findOfLatest(ports: Ports, wanted: Verification): Promise<string | undefined> {
  if (wanted.runId === undefined) return undefined;
  const last = holderOf(await ports.store.find('recent', placeOf({ ...wanted, runId: undefined })));
  const tracking = last && (await ports.store.find('tracking', last.id));
  if (tracking === undefined || isTrackingEnded(tracking)) return undefined;
  return currentStage(tracking).run?.id === wanted.runId ? tracking.id : undefined;
}

async function goesOn({ store, clock }: Ports, { id, at }: Recent['entries'][number]): Promise<boolean> {
  const tracking = await store.find('tracking', id);
  return tracking === undefined ? clock.now() - at < BEGINS_WITHIN_MS : !isTrackingEnded(tracking);
}

/** False if somebody else than `holder` has it by now. */
async function takePlace(ports: Ports, wanted: Verification, holder: string | undefined): Promise<boolean> {
  const now = ports.clock.now();
  const { verdict } = await changeRecord(ports.store, 'recent', placeOf(wanted), (recent) => {
    const current = holderOf(recent)?.id;
    if (current === wanted.trackingId) return { verdict: true };
    if (current !== holder) return { verdict: false };
    const entries = [{ id: wanted.trackingId, at: now }];
    return { verdict: true, next: recentWith(recent, { id: placeOf(wanted), entries, expiresAt: expiryOf(now) }) };
  });
  return verdict;
}

function holderOf(recent: Recent | undefined): Recent['entries'][number] | undefined {
  return recent?.entries.at(-1);
}

function placeOf({ runId, diagnose }: Pick<Verification, 'runId' | 'diagnose'>): string {
  return `verification ${runId ?? 'latest'}${diagnose ? ' diagnose' : ''}`;
}
