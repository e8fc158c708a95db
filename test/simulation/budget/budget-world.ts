/** One world of wishes in words: many people around midnight, a budget for some of them, and everything that can go wrong. */
import { intentFromDescription } from '@valine/dispatcher/describe';
import { withinDeadline } from '@valine/dispatcher/within-deadline';
import { type Queues, QueueUnavailable } from '@valine/lambda-kit';
import { TransientError } from '@valine/records';
import { recordingLogger } from '@valine/testing';
import { createEngine, type Engine, type Violation } from '../engine/engine.ts';
import { chanceFaults } from '../engine/fault-source.ts';
import type { Invocation } from '../engine/invocations.ts';
import { createRandom } from '../engine/random.ts';
import { mixOf } from '../faults.ts';
import { scenarioOf } from '../people/families.ts';
import { createSimModel } from '../platforms/sim-model.ts';
import { createSimStore } from '../platforms/sim-store.ts';
import { dispatcherSettings } from '../settings.ts';
import { checkBudget, PRICE, watchReservations } from './check-budget.ts';
import type { BudgetWorld, Reservations } from './parts.ts';

const HOUR = 3_600_000;
/** Of the day on which every world begins. */
const MIDNIGHT = Date.UTC(2026, 2, 3);
const LIFE_MS = 30_000;
const SECTIONS = { header: { file: 'src/Header.jsx', element: 'h1' } };

export type BudgetReport = {
  violations: readonly Violation[];
  wishes: number;
  answered: number;
  calls: number;
  crossed: boolean;
};

/** `believedUsd`: what the settings say, if not what the world holds them to. */
export async function runBudgetWorld(seed: number, believedUsd?: number): Promise<BudgetReport> {
  const random = createRandom(seed, 'budget');
  const faultsOf = (coverage: Engine['coverage']) => chanceFaults(seed, mixOf(seed), coverage);
  const engine = createEngine({ seed, faultsOf, readTrace: false, mostEvents: 200_000 });
  const reservations: Reservations = new Map();
  const store = createSimStore(engine, { wrote: watchReservations(engine, reservations) });
  const budgetUsd = random.pick([0.02, 0.05, 0.1, 0.4]);
  const world: BudgetWorld = {
    engine,
    store,
    model: createSimModel(engine),
    reservations,
    told: new Map(),
    sent: [],
    budgetUsd,
  };
  const wishes = random.int(5, 50);
  const settings = settingsOf(believedUsd ?? budgetUsd);
  const begins = MIDNIGHT - random.int(1, 120) * 1000;
  await engine.timeline.runUntil(begins);
  for (let index = 0; index < wishes; index += 1) {
    const wish = () => deliver(world, settings, `wish-${index}`, 1);
    const at = random.int(0, 200) * 1000;
    engine.timeline.after(at, wish);
    if (random.chance(0.2)) engine.timeline.after(at + random.int(0, 60_000), wish);
  }
  await engine.timeline.runUntil(begins + HOUR);
  engine.faults.stop();
  await engine.timeline.runUntil(begins + 6 * HOUR);
  checkBudget(world, wishes);
  return reportOf(world, wishes);
}

function settingsOf(maxDailyCostUsd: number) {
  const usual = dispatcherSettings(scenarioOf('help', createRandom(1, 'budget')));
  return {
    ...usual,
    channelId: '500',
    languageModel: { isUsed: true, name: 'a-model', price: PRICE, maxDailyCostUsd },
  };
}

/** As the queue does: again when its function died, and later when it fails with what passes by itself. */
function deliver(world: BudgetWorld, settings: ReturnType<typeof settingsOf>, id: string, receives: number): void {
  const { engine, store, model, told } = world;
  const { timeline, invocations } = engine;
  const by = invocations.start('dispatcher', LIFE_MS);
  const again = (afterMs: number, spent: number) =>
    timeline.after(afterMs, () => deliver(world, settings, id, receives + spent));
  let isOver = false;
  const ports = {
    store: withinDeadline(store.portOf(by), timeline, by.deadline),
    queues: queuesOf(world, by),
    languageModel: model.portOf(by),
    clock: timeline,
    logger: recordingLogger(),
    settings,
    deadline: by.deadline,
  };
  const about = { id, personId: '1', description: 'Make the header blue', sections: SECTIONS };
  intentFromDescription(ports, about).then(
    (result) => {
      isOver = true;
      told.set(id, [...(told.get(id) ?? []), result]);
      invocations.end(by);
    },
    (error: unknown) => {
      isOver = true;
      invocations.end(by);
      if (error instanceof TransientError) again(engine.random.int(4, 30) * 1000, 0);
      else engine.report('only what passes by itself fails', String(error));
    },
  );
  timeline.after(engine.faults.queues.visibilityMs, () => {
    // After the last receive it is a dead letter, which an operator sends again.
    if (!isOver) again(receives < 8 ? 0 : HOUR, 1);
    return false;
  });
}

function queuesOf({ engine, sent }: BudgetWorld, by: Invocation): Queues {
  const full = () => new QueueUnavailable('told by a world');
  return {
    send: (_queue, entries) =>
      engine.invocations.call(by, {
        operation: 'queue.send',
        act: () => void sent.push(...entries.map(({ body }) => body)),
        latencyMs: [5, 50],
        faults: { refused: { acts: 'not', error: full }, 'lost-answer': { acts: 'now', error: full } },
      }),
  };
}

function reportOf({ engine, told, model, store }: BudgetWorld, wishes: number): BudgetReport {
  const answered = [...told.values()].filter(([first]) => first?.ok).length;
  const days = store.all().filter(({ kind }) => kind === 'spending');
  return { violations: engine.violations, wishes, answered, calls: model.paid.length, crossed: days.length > 1 };
}
