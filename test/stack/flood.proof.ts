/** What GitHub tells of a run is not held up by what people ask for meanwhile: on the whole local stack, with a new account's share of functions. */
import { stateOf } from '@valine/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AT_ONCE, HELD, newestRun } from '../stories/support/work-on-github.ts';
import { openGate } from './support/open-gate.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

const PEOPLE = ['mara', 'jonas', 'lena'];
/** What the limit lets through. */
const EACH = 20;
/** Three times what is in work at once is enough of a queue, and quicker made than sixty runs. */
const EACH_OF_RUNS = 10;
/** Of the poll queue, with a new account: two functions, with five messages each in work. */
const IN_WORK = 10;
/** What has to come comes sooner or later: how soon depends on the machine. */
const PATIENCE = { timeout: 150_000, interval: 20 };
/** Reading sixty conversations takes the stack's own time, so it is seldom done. Where the machine is too slow for the table and the queue at once, a message comes back after its visibility timeout of 180 s. */
const WITH_A_RETURN = { timeout: 400_000, interval: 1000 };

let stack: Tracked;
/** The API that a verification asks. Until it is open nobody's verification ends well. */
let api: Awaited<ReturnType<typeof openGate>>;
beforeAll(async () => {
  api = await openGate();
  stack = await startTracked({ VITE_API_BASE: api.url });
}, 120_000);
afterAll(async () => {
  api.close();
  await stack.close();
});

/** A diagnose whose run goes on until the test finishes it. The id of its interaction. */
async function diagnose(): Promise<string> {
  const { github, ask, answer } = stack;
  github.nextRun(HELD);
  const id = await ask('/diagnose');
  await answer(id, /Set up job/);
  return id;
}

/** So many commands of each person, as fast as they are taken. The ids of those interactions. */
async function flood(each: number, command: (index: number) => string): Promise<string[]> {
  const ids = PEOPLE.map(async (as, person) => {
    const taken: string[] = [];
    for (let index = person * each; index < (person + 1) * each; index += 1) {
      const { interactionId, outcome } = await stack.discord.command(command(index), { as });
      if (outcome === 'deferred') taken.push(interactionId);
    }
    return taken;
  });
  return (await Promise.all(ids)).flat();
}

/** The answer to a diagnose that ends now. */
async function finish(id: string, run: number): Promise<string> {
  const ended = Date.now();
  await stack.github.finishRun(run);
  const text = await stack.answer(id, /OK/);
  console.log(`the end of the diagnose is told after ${Date.now() - ended} ms`);
  return stateOf(text) ?? 'none';
}

const inState = (ids: readonly string[], wanted: string) =>
  ids.filter((id) => stateOf(stack.texts(id).join('\n')) === wanted);

describe('the end of a diagnose is told', () => {
  it('before 60 /verify-latest of three people are, of which the first are at work and the others join them', async () => {
    const { github, texts } = stack;
    github.nextRun(AT_ONCE);
    github.startWorkflow('client-deploy.yml');
    const id = await diagnose();
    const run = newestRun(github);
    const asked = await flood(EACH, () => '/verify-latest');
    await expect.poll(api.held, PATIENCE).toBeGreaterThan(0);
    expect(await finish(id, run)).toBe('ok');
    expect(inState(asked, 'ok')).toEqual([]);
    api.open();
    const joined = () => asked.filter((each) => texts(each).join().includes('being verified already'));
    // Those that were asked for before the list of trackings showed the first one are at work as well.
    const rest = () => {
      const told = new Set([...joined(), ...inState(asked, 'ok')]);
      return asked.filter((each) => !told.has(each)).map((each) => texts(each));
    };
    await expect.poll(rest, WITH_A_RETURN).toEqual([]);
    expect(joined().length).toBeGreaterThan(asked.length / 2);
  }, 700_000);

  it('while 30 different runs are verified and a slow API is asked for them', async () => {
    const { github } = stack;
    const runs = Array.from({ length: EACH_OF_RUNS * PEOPLE.length }, () => {
      github.nextRun(AT_ONCE);
      return github.startWorkflow('client-deploy.yml');
    });
    await github.whenIdle();
    // News that nobody waits for is looked at twice: these runs would be verified by what GitHub told of them.
    await stack.stack.whenIdle({ timeoutSeconds: 180 });
    // Shut only now: what the day before left to verify would be held until it gives the API up.
    api.shut();
    const id = await diagnose();
    const run = newestRun(github);
    const asked = await flood(EACH_OF_RUNS, (index) => `/verify-run run_id:${runs[index]}`);
    await expect.poll(api.held, PATIENCE).toBeGreaterThanOrEqual(IN_WORK);
    expect(await finish(id, run)).toBe('ok');
    console.log(`of 30 verifications ${inState(asked, 'bad').length} are through, with an API that does not answer`);
    // On a busy machine most of them have given the API up by then; behind all of them it would be none.
    expect(inState(asked, 'waiting').length + inState(asked, 'running').length).toBeGreaterThan(0);
    api.open();
    await expect.poll(() => inState(asked, 'ok').length, PATIENCE).toBeGreaterThan(0);
  }, 500_000);
});
