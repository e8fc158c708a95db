/** What notification rules are about goes to the dispatcher besides; what none is about goes nowhere. */
import { GitHubHappened } from '@valine/contracts';
import { expect, it } from 'vitest';
import { exampleOf } from '../test-support/test-examples.ts';
import { createWorld, read, SETTINGS, signedByGitHub } from '../test-support/test-world.ts';

const OURS = 'Codertocat/Hello-World';

async function sent(event: string, rules: readonly string[], fullName = OURS, id?: number) {
  const settings = { ...SETTINGS, GITHUB_REPOSITORY: OURS, NOTIFICATION_EVENTS: rules };
  const world = createWorld({ settings });
  const payload = { ...exampleOf(event), repository: { full_name: fullName, ...(id !== undefined && { id }) } };
  const { status, body } = read(await world.send(signedByGitHub(event, payload)));
  const types = world.queues.sent.map((entry) => [entry.queue, Object(entry.body).type]);
  return { status, body, types, calls: world.queues.calls, bodies: world.queues.sent.map((entry) => entry.body) };
}

it.each([
  [
    'issues',
    [
      ['dispatch', 'github.happened'],
      ['dispatch', 'issue.changed'],
    ],
    1,
  ],
  [
    'workflow_run',
    [
      ['dispatch', 'github.happened'],
      ['verify', 'workflow_run.changed'],
    ],
    2,
  ],
  ['push', [['dispatch', 'github.happened']], 1],
  ['release', [['dispatch', 'github.happened']], 1],
  ['deployment_status', [['dispatch', 'github.happened']], 1],
])('%s that a rule is about', async (event, types, calls) => {
  const answer = await sent(event, [event]);
  expect(answer).toMatchObject({ status: 202, types, calls });
  const [happened] = answer.bodies;
  expect(GitHubHappened.parse(happened)).toEqual(happened);
  expect(happened).toMatchObject({ repository: OURS, happening: { event }, signature: expect.any(String) });
});

it('is told of a commit that no pull request is about', async () => {
  const suite = exampleOf('check_suite');
  const world = createWorld({
    settings: { ...SETTINGS, GITHUB_REPOSITORY: OURS, NOTIFICATION_EVENTS: ['check_suite'] },
  });
  const check_suite = { ...Object(suite.check_suite), head_branch: 'main', pull_requests: [] };
  await world.send(signedByGitHub('check_suite', { ...suite, check_suite, repository: { full_name: OURS } }));
  expect(world.queues.sent.map(({ body }) => Object(body).type)).toEqual(['github.happened']);
});

it.each([
  ['push', ['release']],
  ['push', []],
])('%s that no rule is about is dropped', async (event, rules) => {
  expect(await sent(event, rules)).toMatchObject({ status: 202, body: { dropped: 'event not used' }, types: [] });
});

it('of a repository with another name goes with the question whether it is ours', async () => {
  const { types, bodies } = await sent('push', ['push'], 'acme/other', 7);
  expect(types).toEqual([['dispatch', 'delivery.questioned']]);
  expect(bodies[0]).toMatchObject({ happened: { type: 'github.happened' } });
});

it('of a repository of which nothing is known is dropped', async () => {
  expect(await sent('push', ['push'], 'acme/other')).toMatchObject({
    body: { dropped: 'other repository' },
    types: [],
  });
});

it('that the queue does not take can be had again', async () => {
  const world = createWorld({ settings: { ...SETTINGS, GITHUB_REPOSITORY: OURS, NOTIFICATION_EVENTS: ['push'] } });
  world.queues.failNext(1);
  const payload = { ...exampleOf('push'), repository: { full_name: OURS } };
  expect(read(await world.send(signedByGitHub('push', payload))).status).toBe(503);
});
