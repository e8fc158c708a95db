/** What an attacker has put on a queue does nothing: it is never done with, and leaves nothing behind. */
import type { QueueRecord } from '@valine/lambda-kit';
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
