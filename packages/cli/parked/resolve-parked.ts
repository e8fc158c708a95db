/** Writes an operator's decision into the record, and sends what lets the services continue. */
import { flushOutbox } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  type EffectOwner,
  findOwner,
  leavesNumber,
  listLastOwners,
  type OwnerKind,
  type Resolution,
  resolveEffect,
  resolveMessage,
  type StoredRecord,
} from '@valine/records';
import { MOST_SEARCHED } from '../records/list-parked.ts';
import { CliError } from '../terminal/errors.ts';
import type { Connection } from '../terminal/ports.ts';
import {
  A_MESSAGE,
  noNumberMessage,
  notParkedMessage,
  type Resolved,
  unknownEffectMessage,
} from './resolve-messages.ts';

/** `run`: the id of its record, when that is not among the last ones. */
export type Decision = { effectId: string; resolution: Resolution; run?: string };

/** @throws CliError when there is no such effect, it is not parked, or what it is said to have left cannot be */
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
    return conclude(connection, decision, A_MESSAGE, record, verdict);
  }
  const owner = await findOwnerOf(store, decision);
  if (owner === undefined) throw new CliError(unknownEffectMessage(effectId, where));
  const kind = owner.effects.find(({ id }) => id === effectId)?.kind ?? '';
  if (resolution.is === 'done' && !leavesNumber(kind, resolution.id))
    throw new CliError(noNumberMessage(kind, resolution.id));
  const { record, verdict } = await changeRecord(store, owner.kind, owner.id, (found) =>
    toChange(found && resolveEffect(found, effectId, resolution, now)),
  );
  return conclude(connection, decision, owner.id, record, verdict);
}

function toChange<K extends OwnerKind | 'message'>(next: Change<K, boolean>['next']): Change<K, boolean> {
  return next === undefined ? { verdict: false } : { next, verdict: true };
}

/** If an earlier decision died before its messages were sent, the same decision again sends them. */
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

async function findOwnerOf(store: Connection['store'], { effectId, run }: Decision): Promise<EffectOwner | undefined> {
  if (run !== undefined) return findOwner(store, run);
  const { owners, unreadable } = await listLastOwners(store, MOST_SEARCHED);
  const found = owners.find(({ effects }) => effects.some(({ id }) => id === effectId));
  // It may be there.
  if (found === undefined && unreadable[0] !== undefined) throw unreadable[0];
  return found;
}
