/** `effect.parked`: the sweep keeps in mind what waits for an operator, so that it never has to search for it. */
import type { EffectParked } from '@valine/contracts';
import { changeRecord, SWEEP_ID } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { decideNote, waitingOf } from './decide.ts';

/** A read of the record, and a read and a write of the sweep's where there is something new. @throws TransientError */
export async function handleEffectParked({ store, clock }: Ports, { ownerKind, ownerId }: EffectParked): Promise<void> {
  const owner = await store.find(ownerKind, ownerId);
  const waiting = owner === undefined ? [] : waitingOf(owner);
  if (waiting.length === 0) return;
  await changeRecord(store, 'sweep', SWEEP_ID, (sweep) => decideNote(sweep, waiting, clock.now()));
}
