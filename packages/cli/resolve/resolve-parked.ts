/** Writes an operator's decision into the record, and has the services go on from there. */
import { flushOutbox } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  type EffectHolder,
  type Resolution,
  resolveEffect,
  resolveMessage,
  type StoredRecord,
} from '@valine/runs';
import { CliError } from '../cli-error.ts';
import { findHolder } from '../find-holder.ts';
import type { Connection } from '../ports.ts';
import { listLast } from './list-parked.ts';
import { notParkedMessage, unknownEffectMessage } from './resolve-messages.ts';
import type { Resolved } from './resolved.ts';

/** `run`: id of the record it stands in, if that is not among the last ones. */
export type Decision = { effectId: string; resolution: Resolution; run?: string };

/** @throws CliError when there is no such effect, or it is not parked */
export async function resolveParked(
  connection: Pick<Connection, 'store' | 'queues' | 'where'>,
  decision: Decision,
  now: number,
): Promise<Resolved> {
  const { store, where } = connection;
  const { effectId, resolution } = decision;
  if ((await store.find('message', effectId)) !== undefined) {
    const { record, verdict } = await changeRecord(store, 'message', effectId, (message) =>
      toChange(message && resolveMessage(message, resolution, now)),
    );
    return conclude(connection, decision, 'a message', record, verdict);
  }
  const holder = await findHolderOf(store, decision);
  if (holder === undefined) throw new CliError(unknownEffectMessage(effectId, where));
  const { record, verdict } = await changeRecord(store, holder.kind, holder.id, (found) =>
    toChange(found && resolveEffect(found, effectId, resolution, now)),
  );
  return conclude(connection, decision, holder.id, record, verdict);
}

function toChange<K extends 'run' | 'follow' | 'message'>(next: Change<K, boolean>['next']): Change<K, boolean> {
  return next === undefined ? { verdict: false } : { next, verdict: true };
}

/** A decision that died before its messages were sent is finished by asking for it again. */
async function conclude(
  connection: Pick<Connection, 'store' | 'queues'>,
  { effectId, resolution }: Decision,
  of: string,
  record: StoredRecord | undefined,
  isResolved: boolean,
): Promise<Resolved> {
  if (record === undefined || (!isResolved && record.outbox.length === 0))
    throw new CliError(notParkedMessage(effectId, of));
  await flushOutbox(connection, record);
  return { effectId, of, how: isResolved ? resolution.is : 'sent again' };
}

async function findHolderOf(
  store: Connection['store'],
  { effectId, run }: Decision,
): Promise<EffectHolder | undefined> {
  if (run !== undefined) return findHolder(store, run);
  return (await listLast(store)).find(({ effects }) => effects.some(({ id }) => id === effectId));
}
