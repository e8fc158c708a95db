/** What was begun under a former name of the repository goes on, once the setting has the new one: on the whole local stack. */
import { startStack } from '@valine/local-stack/stack';
import { stateOf } from '@valine/testing';
import { expect, it, onTestFinished } from 'vitest';
import { planIn } from '../stories/support/plan-in.ts';
import { AT_ONCE, HELD, newestRun } from '../stories/support/work-on-github.ts';
import { startPlatforms } from './support/open-platforms.ts';
import { readerOf } from './support/start-followed.ts';

const LOG = { debug() {}, info() {}, warn() {}, error() {} };

/** A stack that can be started again between the same GitHub and Discord. */
async function openRestartable() {
  const platforms = await startPlatforms();
  const start = (repository: string) => {
    const settings = { ...platforms.settings, GITHUB_REPOSITORY: repository };
    return startStack({ ...platforms, stage: 'dev', settings, log: LOG });
  };
  onTestFinished(platforms.close);
  return { ...platforms, ...readerOf(platforms), start };
}

it('plans, runs and links of the former name go on', async () => {
  const { github, ask, answer, texts, start } = await openRestartable();
  const before = await start('acme/web');
  const numbers = [1, 2].map((index) => github.openIssue(`Begun before ${index}`, ['early']));
  await github.whenIdle();
  await before.whenIdle();
  const plan = await ask('/plan label:early');
  await answer(plan, /before 2/);
  await answer(await ask(`/approve run_id:${planIn(texts(plan).join()).run}`), /is approved/);
  github.nextRun(HELD);
  const diagnose = await ask('/diagnose');
  await answer(diagnose, /Running/);
  const run = newestRun(github);
  github.renameRepository('site');
  await before.stop();

  const after = await start('acme/site');
  onTestFinished(() => after.stop());
  await answer(await ask('/plan label:early'), /is in an open plan already/);
  for (const number of numbers) github.closeIssue(number);
  await answer(plan, /2\/2/);
  await github.finishRun(run);
  await answer(diagnose, /OK/);
  github.nextRun(AT_ONCE);
  const deploy = github.startWorkflow('client-deploy.yml');
  const verified = await ask(`/verify-run run_id:https://github.com/acme/web/actions/runs/${deploy}`);
  expect(stateOf(await answer(verified, /run \d+ verified/))).toBe('ok');
}, 240_000);
