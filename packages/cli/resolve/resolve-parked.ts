/** Writes an operator's decision into the record, and has the services go on from there. */
import { flushOutbox } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  type OperatorStore,
  type Resolution,
  type Run,
  resolveEffect,
  resolveMessage,
  type StoredRecord,
} from '@valine/runs';
import { CliError } from '../cli-error.ts';
import type { Connection } from '../ports.ts';
import { LIMIT } from './list-parked.ts';
import { notParkedMessage, unknownEffectMessage } from './resolve-messages.ts';
import type { Resolved } from './resolved.ts';

/** `run`: where to look, if not among the last runs. */
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
  const runId = decision.run ?? (await findRun(store, effectId))?.id;
  if (runId === undefined) throw new CliError(unknownEffectMessage(effectId, where));
  const { record, verdict } = await changeRecord(store, 'run', runId, (run) =>
    toChange(run && resolveEffect(run, effectId, resolution, now)),
  );
  return conclude(connection, decision, runId, record, verdict);
}

function toChange<K extends 'run' | 'message'>(next: Change<K, boolean>['next']): Change<K, boolean> {
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

async function findRun(store: OperatorStore, effectId: string): Promise<Run | undefined> {
  const lists = await Promise.all([store.listRuns('open', LIMIT), store.listRuns('ended', LIMIT)]);
  return lists.flat().find(({ effects }) => effects.some(({ id }) => id === effectId));
}
