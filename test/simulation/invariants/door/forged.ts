/** What an attacker has put on a queue does nothing: the dispatcher is never done with it, and it leaves nothing behind. */
import type { QueueName } from '@valine/contracts';
import type { QueueRecord } from '@valine/lambda-kit';
import type { StoredRecord } from '@valine/records';
import type { Chronicle } from '../../chronicle.ts';
import type { Engine } from '../../engine/engine.ts';
import { FORGED } from '../../people/attacker/poison.ts';
import type { SimDiscord } from '../../platforms/discord/sim-discord.ts';
import type { SimQueues } from '../../platforms/sim-queues.ts';
import type { SimStore } from '../../platforms/sim-store.ts';
import type { Report } from '../report.ts';

const NAME = 'nothing forged does anything';

export function checkNothingForgedIsDone(
  report: Report,
  { forged }: Pick<Chronicle, 'forged'>,
  queues: SimQueues,
  batch: readonly QueueRecord[],
  failed: readonly string[],
): void {
  if (forged.size === 0) return;
  // While the store is away it waits, as everything does.
  const waits = (text: string, id: string) =>
    queues.messages.dispatch.list().some(({ body, messageId }) => body === text && messageId !== id);
  for (const { body, messageId } of batch)
    if (forged.has(body) && !failed.includes(messageId) && !waits(body, messageId))
      report(NAME, `done: ${body.slice(0, 200)}`);
}

/** The verifier compares a plan for anybody who asks; the dispatcher has not asked. */
export function noteForgedAnswer({ forged }: Pick<Chronicle, 'forged'>, queue: QueueName, text: string): void {
  if (forged.size === 0 || queue !== 'dispatch' || !text.startsWith('{"type":"plan.observed"')) return;
  if (text.includes(FORGED)) forged.add(text);
}

/** People could read for a moment of what is written over later. */
export function checkForgedIsNotWritten(
  report: Report,
  { forged }: Pick<Chronicle, 'forged'>,
  record: StoredRecord,
): void {
  if (forged.size > 0 && JSON.stringify(record).includes(FORGED))
    report(NAME, `${record.kind} ${record.id} is told it`);
}

/** Neither in a record nor in what people read. */
export function checkForgedLeftNothing({
  store,
  discord,
  engine,
}: {
  store: SimStore;
  discord: SimDiscord;
  engine: Pick<Engine, 'report'>;
}): void {
  for (const record of store.all())
    if (JSON.stringify(record).includes(FORGED)) engine.report(NAME, `${record.kind} ${record.id} speaks of it`);
  for (const { body } of discord.book.messages)
    if (JSON.stringify(body).includes(FORGED)) engine.report(NAME, `people read of it: ${body.content}`);
}
