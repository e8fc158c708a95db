/** Everything a function may do it does in a day's work, and it asks for nothing else: no permission too many, none too few. */
import { generateKeyPairSync } from 'node:crypto';
import { TOKEN_PERMISSIONS } from '@valine/github';
import { appPermissions } from '@valine/requirements';
import { alarmName, functionName, queueName, SERVICES, scheduleName } from '@valine/settings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { HELD, newestRun } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

/** Lambda itself writes the log, with the function's role; the local stack writes it to a file. */
const LAMBDA_ITSELF = /^logs:(CreateLogStream|PutLogEvents) on /;
function arnOfQueue(queue: 'verify' | 'dispatch'): string {
  return `arn:aws:sqs:eu-central-1:000000000000:${queueName(queue, 'dev')}`;
}

let stack: Tracked;
beforeAll(async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const app = { GITHUB_APP_ID: '12', GITHUB_INSTALLATION_ID: '34', GITHUB_APP_PRIVATE_KEY: privateKey };
  stack = await startTracked({ TASK_PULL_REQUESTS: 'true', ...app });
  stack.github.setUp((setUp) => {
    const [hook] = setUp.hooks;
    const permissions = appPermissions();
    const installation = { id: 34, permissions, events: ['*'], coversRepository: true };
    if (hook) setUp.app = { id: 12, slug: 'valine', name: 'Valine', publicKey, permissions, hook, installation };
  });
}, 120_000);
afterAll(() => stack.close());

it.each([
  ['a plan', workOnPlan],
  ['a message that Discord makes wait', waitForDiscord],
  ['a run that is polled', followRuns],
  ['a sweep', sweep],
  ['an alarm', ring],
  ['a look at the set-up', lookAtSetUp],
  ['a redrive', redrive],
])('a day has %s', async (_, work) => work(stack), 120_000);

/** Autocomplete, a plan, its tasks, and what GitHub tells of them. */
async function workOnPlan({ github, discord, ask, answer, texts }: Tracked): Promise<void> {
  const number = github.openIssue('Of this test', ['tested']);
  const id = await ask('/plan label:tested');
  await answer(id, /Of this test/);
  const { run } = planIn(texts(id).join());
  expect(await discord.autocomplete('approve', 'run_id', '')).toHaveLength(1);
  await answer(await ask(`/approve run_id:${run}`), /is approved/);
  github.closeIssue(number);
  await answer(id, /1\/1/);
}

/** On the FIFO queue a message waits where it is. */
async function waitForDiscord({ discord, ask, answer }: Tracked): Promise<void> {
  discord.rateLimitNext(1, 1);
  await answer(await ask('/help'), /\/plan/);
}

/** A run of which no webhook tells is polled; of one that GitHub cannot tell yet, the webhook waits. */
async function followRuns({ github, ask, answer, stack: local }: Tracked): Promise<void> {
  github.nextRun(HELD);
  const id = await ask('/diagnose');
  await answer(id, /Running/);
  github.down();
  await github.finishRun(newestRun(github));
  const usedByVerifier = () => local.permissions()[functionName('verifier', 'dev')]?.used;
  const waits = `sqs:SendMessage on ${arnOfQueue('verify')}`;
  await expect.poll(usedByVerifier, { timeout: 60_000 }).toContain(waits);
  github.up();
  await answer(id, /OK|Failed/);
}

/** What a schedule asks every five minutes. */
async function sweep({ stack: local }: Tracked): Promise<void> {
  await local.fire(scheduleName('sweep', 'dev'));
  const usedByDispatcher = () => local.permissions()[functionName('dispatcher', 'dev')]?.used.join();
  await expect.poll(usedByDispatcher, { timeout: 30_000 }).toMatch(/GetQueueAttributes on [^,]*-notify-dlq-/);
}

/** One that rings, and is over. */
async function ring({ stack: local }: Tracked): Promise<void> {
  await local.setAlarm(alarmName('api-4xx', 'dev'), 'ALARM');
  const usedByDispatcher = () => local.permissions()[functionName('dispatcher', 'dev')]?.used.join();
  await expect.poll(usedByDispatcher, { timeout: 30_000 }).toContain('cloudwatch:DescribeAlarms');
}

/** What a schedule asks every hour: the notifier answers. */
async function lookAtSetUp({ stack: local }: Tracked): Promise<void> {
  await local.fire(scheduleName('set-up-check', 'dev'));
  const usedByNotifier = () => local.permissions()[functionName('notifier', 'dev')]?.used;
  await expect.poll(usedByNotifier, { timeout: 30_000 }).toContain(`sqs:SendMessage on ${arnOfQueue('dispatch')}`);
}

/** An admin has dead letters tried again. */
async function redrive({ discord, ask, answer }: Tracked): Promise<void> {
  const id = await ask('/ops');
  await answer(id, /Operations/);
  const shown = discord.messages().find(({ interactionId }) => interactionId === id);
  const pressed = await discord.press(shown?.message.id ?? '', 'Redrive dead letters');
  await answer(pressed.interactionId, /back to where/);
}

it('is done with tokens that may do what the function needs, on the one repository', () => {
  const minted = [TOKEN_PERMISSIONS.read, TOKEN_PERMISSIONS.write];
  expect(stack.github.mintedPermissions()).toEqual(expect.arrayContaining(minted));
  expect(stack.github.mintedPermissions()).toHaveLength(minted.length);
  expect(TOKEN_PERMISSIONS.write).toEqual(appPermissions());
});

describe.each(SERVICES)('at its end %s', (service) => {
  const permissions = () => {
    const found = stack.stack.permissions()[functionName(service, 'dev')];
    if (found === undefined) throw new Error(`there is no function of ${service}`);
    return found;
  };

  it('uses every permission it is given', () => {
    const { granted, used } = permissions();
    const unused = granted.filter((permission) => !used.includes(permission) && !LAMBDA_ITSELF.test(permission));
    expect(unused).toEqual([]);
  });

  it('asks for none that it is not given', () => {
    const { granted, used, refused } = permissions();
    expect(refused).toEqual([]);
    expect(used.filter((permission) => !granted.includes(permission))).toEqual([]);
  });
});
