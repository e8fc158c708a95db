/** Deliveries that failed: each comes after all, or is known to be lost; none is sent again that has come, or too often. */
import { DELIVERIES_ID } from '@valine/records';
import { WEBHOOK_EVENTS } from '@valine/requirements';
import type { World } from '../../world.ts';

const EVENTS: ReadonlySet<string> = new Set(WEBHOOK_EVENTS.map(({ name }) => name));
/** As `decide.ts` has it. */
const MOST_TRIES = 9;
/** A look has read the log before it sends again, and what it calls may land a minute late. */
const LOOK_MS = 120_000;

type Delivery = { codes: readonly number[]; tookAt: number; sentAgain: readonly number[] };

export function checkMissedWebhooks(world: World): void {
  if (world.swept === undefined) return;
  const deliveries = deliveriesOf(world);
  for (const [guid, delivery] of deliveries) checkDelivery(world, guid, delivery);
  const never = [...deliveries].filter(([guid, { codes, tookAt }]) => {
    // Ingress, or GitHub, may refuse one for good.
    return !Number.isFinite(tookAt) && guid !== `delivery-${world.swept?.refused}` && !codes.includes(400);
  });
  if (never.length > givenUpBy404(world))
    world.engine.report('what was missed comes', `${never.map(([guid]) => guid)} never came`);
  checkTold(world, [...deliveries.values()]);
}

function checkDelivery(world: World, guid: string, { tookAt, sentAgain }: Delivery): void {
  const { engine } = world;
  if (Number.isFinite(tookAt) && sentAgain.length > 0) engine.coverage.sometimes('a missed delivery was had again');
  if (sentAgain.some((at) => at > tookAt + LOOK_MS))
    engine.report('what has come is not sent again', `${guid} came at ${tookAt}, sent again at ${sentAgain}`);
  if (sentAgain.length > MOST_TRIES)
    engine.report('nothing is sent again for ever', `${guid}: ${sentAgain.length} times`);
}

/** So many at most: GitHub has said that it keeps them no more. */
function givenUpBy404({ engine }: World): number {
  return engine.coverage.cells().get('github.redeliver × not-found') ?? 0;
}

/** Of events that are used, those of which a try failed, by GUID. */
function deliveriesOf({ missed }: World): Map<string, Delivery> {
  const failed = missed.log.filter(({ statusCode, event }) => statusCode >= 300 && EVENTS.has(event));
  return new Map(
    failed.map(({ guid }) => {
      const tries = missed.log.filter((each) => each.guid === guid);
      const took = tries.filter(({ statusCode }) => statusCode < 300).map(({ at }) => at);
      const codes = tries.map(({ statusCode }) => statusCode);
      return [guid, { codes, tookAt: Math.min(...took), sentAgain: missed.sentAgain.get(guid) ?? [] }];
    }),
  );
}

/** Whatever came after all, and that something is lost. */
function checkTold({ engine, store, chronicle }: World, deliveries: readonly Delivery[]): void {
  const record = store.get('deliveries', DELIVERIES_ID);
  const recovered = record?.recovered ?? 0;
  if (recovered > 0) engine.report('what came after all is told', `${recovered} are not`);
  const told = [...chronicle.newest.values()].filter(({ conversation }) => conversation === DELIVERIES_ID);
  const lost = told.flatMap(
    ({ message: { content = '' } }) => /(\d+) deliver\S+ from GitHub cannot be had/.exec(content) ?? [],
  );
  const tellsOfLost = lost.length > 0;
  const counted = lost.reduce((sum, text) => sum + (/^\d+$/.test(text) ? Number(text) : 0), 0);
  const known = record?.missed.filter(({ isLost }) => isLost).length ?? 0;
  if (counted < known || counted > deliveries.length)
    engine.report('each that is lost is told once', `${counted} told, ${known} known, of ${deliveries.length}`);
  if (told.length > 0) engine.coverage.sometimes('the team was told of missed deliveries');
  if (tellsOfLost) engine.coverage.sometimes('a delivery was given up');
  if (!tellsOfLost && deliveries.some(({ tookAt }) => !Number.isFinite(tookAt)))
    engine.report('what is lost is told', 'nobody was told');
  if (told.length === 0 && deliveries.some(({ tookAt, sentAgain }) => Number.isFinite(tookAt) && sentAgain.length > 0))
    engine.report('what came after all is told', 'nobody was told');
  if (told.length > 0 && deliveries.length === 0)
    engine.report('nothing is told for nothing', `${told.length} messages`);
}
