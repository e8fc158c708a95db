/** Lists what waits for an operator's decision: effects of plans, tasks and trackings, and messages. */
import { agoText } from '@valine/contracts';
import { type EffectOwner, type OperatorStore, type ParkedSummary, taskId } from '@valine/records';
import { tableText } from '../terminal/table.ts';
import { listOwners } from './owners.ts';

/** `at`: epoch milliseconds, where it is known. */
export type Parked = { id: string; what: string; of: string; reason: string; at?: number };

/** How many records of each kind are searched, open and ended. */
const LIMIT = 100;

export async function listParked(store: OperatorStore): Promise<Parked[]> {
  const [records, messages] = await Promise.all([listLast(store), store.listParkedMessages(LIMIT)]);
  return [...records.flatMap(parkedEffects), ...messages.map(parkedMessage)];
}

/** The records in which an effect is searched when its record was not named. */
export async function listLast(store: OperatorStore): Promise<EffectOwner[]> {
  const listed = await listOwners(store, { all: true, limit: LIMIT });
  const records = await Promise.all(listed.map(({ kind, id }) => store.find(kind, id)));
  const owners = records.filter((record) => record !== undefined);
  const tasks = await Promise.all(owners.flatMap(troubled).map((id) => store.find('task', id)));
  return [...owners, ...tasks.filter((task) => task !== undefined)];
}

/** Ids of the tasks that wait for somebody. */
function troubled(owner: EffectOwner): string[] {
  if (owner.kind !== 'plan') return [];
  return owner.tasks.filter(({ trouble }) => trouble !== undefined).map(({ number }) => taskId(owner.id, number));
}

function parkedEffects(record: EffectOwner): Parked[] {
  return record.effects.flatMap(({ id, kind, parked }) =>
    parked === undefined ? [] : [{ id, what: kind, of: record.id, reason: parked.reason, at: parked.at }],
  );
}

function parkedMessage({ id, revision, reason }: ParkedSummary): Parked {
  return { id, what: 'show-message', of: `revision ${revision}`, reason };
}

export function parkedTable(parked: readonly Parked[], { where, now }: { where: string; now: number }): string {
  if (parked.length === 0) return nothingParkedMessage(where);
  const rows = parked.map(({ id, what, of, reason, at }) => [
    id,
    what,
    of,
    at === undefined ? '–' : agoText(at, now),
    reason,
  ]);
  return [
    tableText(['parked', 'what', 'of', 'since', 'why'], rows),
    '',
    'Once the cause is put right: valine resolve <parked> --retry. If it has happened: --done <id of what it left>.',
  ].join('\n');
}

function nothingParkedMessage(where: string): string {
  return `Nothing is parked (${where}).`;
}
