/** An operator, once the cause is put right: has everything that is parked tried again, as `valine resolve --retry` does. */
import { flushOutbox } from '@valine/lambda-kit';
import { awaitsOperator, changeRecord, type EffectOwner, type EffectRecord, resolveEffect } from '@valine/records';
import { deploySettingsOf } from '../invariants/github/deploy-settings.ts';
import { trackingsOf } from '../invariants/one-message.ts';
import type { World } from '../world.ts';

const AT_WORK_MS = 60_000;

/**
 * Not where somebody has deleted a message, or one is parked: what an operator has decided is shown whenever it is heard of
 * again, and so made anew there.
 */
export function retryParked(world: World): void {
  const isParked = world.store.all().some((record) => record.kind === 'message' && record.parked !== undefined);
  if (isParked || world.discord.book.messages.some(({ deleted }) => deleted)) return;
  for (const { kind, id, effects } of trackingsOf(world))
    for (const effect of effects) if (effect.parked !== undefined) retry(world, kind, id, effect.id);
  if (unlisted(world).length > 0) void retryListed(world);
}

/** Owners of a parked effect that only the list of those has. */
function unlisted({ store, engine }: World): EffectOwner[] {
  const isLong = ({ parked }: EffectRecord) => parked !== undefined && engine.timeline.now() - parked.at > LISTED_MS;
  const owners = store.all().filter((record) => OWNERS.has(record.kind)) as EffectOwner[];
  return owners.filter(({ effects }) => effects.some((effect) => awaitsOperator(effect) && isLong(effect)));
}

const OWNERS: ReadonlySet<string> = new Set(['comment', 'site-change', 'deploy-setting']);
const LISTED_MS = 60_000;

/** As `/ops` and `valine resolve` find them. */
async function retryListed(world: World): Promise<void> {
  const { engine, store } = world;
  const by = engine.invocations.start('operator', AT_WORK_MS);
  const listed = await store.portOf(by).listParkedOwners(100);
  engine.invocations.end(by);
  for (const { kind, id } of unlisted(world))
    if (listed.every((each) => each.kind !== kind || each.id !== id))
      engine.report('what is parked is listed', `${kind} ${id}`);
  const settings = deploySettingsOf(world).filter(({ id }) => listed.some((each) => each.id === id));
  for (const { kind, id, effects } of settings)
    for (const effect of effects) if (effect.parked !== undefined) retry(world, kind, id, effect.id);
}

function retry({ engine, store, queues }: World, kind: EffectOwner['kind'], id: string, effectId: string): void {
  const by = engine.invocations.start('operator', AT_WORK_MS);
  const ports = { store: store.portOf(by), queues: queues.portOf(by) };
  engine.trace.note('operator', () => `has ${effectId} of ${id} tried again`);
  engine.coverage.sometimes('an operator had it tried again');
  const decided = changeRecord(ports.store, kind, id, (found) => {
    const next = found && resolveEffect(found, effectId, { is: 'retry' }, engine.timeline.now());
    return next === undefined ? { verdict: undefined } : { next, verdict: undefined };
  });
  decided
    .then(({ record }) => (record === undefined ? undefined : flushOutbox(ports, record)))
    .then(
      () => engine.invocations.end(by),
      (error) => engine.report('an operator can decide', String(error)),
    );
}
