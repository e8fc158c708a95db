/** What a world has shown at its end that every campaign should have seen sometimes. */
import { runsOf } from './invariants/one-message.ts';
import type { World } from './world.ts';

const SIGHTS = [
  'a run was completed',
  'a run failed',
  'a run was cancelled',
  'a run stayed in_progress',
  'a plan had more than ten tasks',
  'a task was carried over',
  'a question was asked before shipping',
  'somebody was refused',
  'a reply closed before its time',
  'a message was made anew',
  'no thread could be opened',
  'a message was parked',
  'a poison message stayed dead',
] as const;
type Sight = (typeof SIGHTS)[number];

export function noteSights(world: World): void {
  const { coverage } = world.engine;
  const saw = (sight: Sight, when: boolean) => when && coverage.sometimes(sight);
  const plans = runsOf(world);
  const records = world.store.all();
  saw(
    'a run was completed',
    plans.some(({ state }) => state === 'completed'),
  );
  saw(
    'a run failed',
    plans.some(({ state }) => state === 'failed'),
  );
  saw(
    'a run was cancelled',
    plans.some(({ state }) => state === 'cancelled'),
  );
  saw(
    'a run stayed in_progress',
    plans.some(({ state }) => state === 'in_progress'),
  );
  saw(
    'a plan had more than ten tasks',
    plans.some(({ tasks }) => tasks.length > 10),
  );
  saw(
    'a task was carried over',
    plans.some(({ tasks }) => tasks.some(({ carried }) => carried !== undefined)),
  );
  saw(
    'a question was asked before shipping',
    plans.some(({ shipQuestions }) => shipQuestions.length > 0),
  );
  saw(
    'somebody was refused',
    records.some((record) => record.kind === 'request' && record.outcome !== 'answered'),
  );
  const messages = records.filter((record) => record.kind === 'message');
  saw(
    'a reply closed before its time',
    messages.some(({ replyClosed }) => replyClosed),
  );
  saw(
    'a message was made anew',
    messages.some(({ deletions }) => deletions > 0),
  );
  saw(
    'no thread could be opened',
    messages.some(({ threadRefused }) => threadRefused !== undefined),
  );
  saw(
    'a message was parked',
    messages.some(({ parked }) => parked !== undefined),
  );
  const dead = Object.values(world.queues.messages).flatMap((queue) => queue.dead());
  saw('a poison message stayed dead', dead.length > 0);
}
