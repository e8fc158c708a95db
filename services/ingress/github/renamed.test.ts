/** A repository that was renamed or transferred: its name has changed, and its id has not. */
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../test-support/test-examples.ts';
import { createWorld, read, signedByGitHub } from '../test-support/test-world.ts';

const issue = exampleOf('issues', 'unlabeled');
const closedIn = (repository: object) => signedByGitHub('issues', { ...issue, repository });
const OLD = { id: 700700, name: 'web', full_name: 'acme/web' };
const NEW = { id: 700700, name: 'site', full_name: 'acme/site' };
const renamed = { action: 'renamed', changes: { repository: { name: { from: 'web' } } }, repository: NEW };
const moved = { id: 700700, name: 'web', full_name: 'umbrella/web' };
const transferred = (from: object) => ({ action: 'transferred', changes: { owner: { from } }, repository: moved });
/** What the dispatcher is sent of a name alone. */
const toldOf = ({ id, full_name: name }: typeof NEW) => ({
  type: 'delivery.questioned',
  id: expect.any(String),
  repository: { id, name },
});

describe('a renamed repository', () => {
  it('is known by its id, once it was seen by its name', async () => {
    const world = createWorld();
    await world.send(closedIn(OLD));
    expect(read(await world.send(closedIn(NEW)))).toMatchObject({ status: 202, body: { accepted: 'issue.changed' } });
    await world.send(closedIn(NEW));
    expect(world.queues.sent.map(({ body }) => body)).toMatchObject([
      { type: 'issue.changed' },
      { type: 'issue.changed', repository: 'acme/web' },
      toldOf(NEW),
      { type: 'issue.changed', repository: 'acme/web' },
    ]);
    expect(
      world.logger.lines.filter(({ level }) => level === 'warn').map(({ message }) => message),
    ).toMatchInlineSnapshot(`
      [
        "The repository acme/web is called acme/site now. Its deliveries are still taken; set GITHUB_REPOSITORY to acme/site.",
      ]
    `);
  });

  it('is told again by the next delivery, where the queue did not take the word', async () => {
    const world = createWorld();
    await world.send(closedIn(OLD));
    world.queues.failNext(2);
    expect(read(await world.send(closedIn(NEW)))).toMatchObject({ status: 503 });
    await world.send(closedIn(NEW));
    expect(world.queues.sent.at(-1)?.body).toMatchObject(toldOf(NEW));
  });

  it.each([
    ['renamed', renamed, NEW],
    ['transferred by a person', transferred({ user: { login: 'acme' } }), moved],
    ['transferred by an organisation', transferred({ organization: { login: 'ACME' } }), moved],
  ])('is known once it was told: %s', async (_, payload, repository) => {
    const world = createWorld();
    const told = read(await world.send(signedByGitHub('repository', payload)));
    expect(told).toMatchObject({ status: 202, body: { accepted: `repository.${payload.action}` } });
    expect(read(await world.send(closedIn(repository))).body).toEqual({ accepted: 'issue.changed' });
    expect(world.queues.sent).toMatchObject([
      { queue: 'dispatch', body: toldOf(repository) },
      { body: { type: 'issue.changed' } },
    ]);
  });

  it('is to be told of again by GitHub, where the queue does not take it', async () => {
    const world = createWorld();
    world.queues.failNext(1);
    expect(read(await world.send(signedByGitHub('repository', renamed)))).toMatchObject({ status: 503 });
  });

  it('is no news where our setting has its new name already', async () => {
    const world = createWorld();
    const payload = { ...renamed, changes: { repository: { name: { from: 'shop' } } }, repository: OLD };
    expect(read(await world.send(signedByGitHub('repository', payload))).body).toEqual({
      accepted: 'repository.renamed',
    });
    expect(read(await world.send(closedIn(NEW))).body).toEqual({ accepted: 'issue.changed' });
    expect(world.logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });
});

describe('a repository that this process has not seen', () => {
  it('is questioned, with its event as ours: it may be ours under a new name', async () => {
    const world = createWorld();
    expect(read(await world.send(closedIn(NEW)))).toEqual({ status: 202, body: { accepted: 'delivery.questioned' } });
    expect(world.queues.sent).toMatchObject([
      {
        queue: 'dispatch',
        body: {
          type: 'delivery.questioned',
          repository: { id: 700700, name: 'acme/site' },
          queue: 'dispatch',
          event: { type: 'issue.changed', repository: 'acme/web' },
        },
      },
    ]);
  });

  it('is not taken for ours, and somebody can see why', async () => {
    const world = createWorld();
    await world.send(closedIn(OLD));
    expect(read(await world.send(closedIn({ id: 5, full_name: 'acme/other' }))).body).toEqual({
      accepted: 'delivery.questioned',
    });
    const [line] = world.logger.lines.filter(({ level }) => level === 'warn');
    expect(line?.fields).toMatchInlineSnapshot(`
      {
        "advice": "It is of acme/other, and only deliveries of acme/web are taken. GitHub is asked whether that was renamed or transferred; if so, set GITHUB_REPOSITORY to acme/other, else take the webhook out of acme/other.",
        "deliveryId": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "event": "issues",
        "trace": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "why": "other repository",
      }
    `);
  });

  it.each([
    ['that had another one before', { repository: { name: { from: 'other' } } }],
    ['without what it had before', undefined],
    ['with what it had before in no form we know', { repository: 7, owner: { from: 'umbrella' } }],
  ])('with a new name is questioned, not taken for ours: one %s', async (_, changes) => {
    const world = createWorld();
    const payload = { action: 'renamed', repository: NEW, changes };
    expect(read(await world.send(signedByGitHub('repository', payload))).body).toEqual({
      accepted: 'delivery.questioned',
    });
    expect(world.queues.sent).toMatchObject([{ queue: 'dispatch', body: toldOf(NEW) }]);
    expect(read(await world.send(closedIn(NEW))).body).toEqual({ accepted: 'delivery.questioned' });
  });

  it('of which something else happened matters to nobody', async () => {
    const payload = { action: 'edited', repository: OLD };
    expect(read(await createWorld().send(signedByGitHub('repository', payload))).body).toEqual({
      dropped: 'event not used',
    });
  });
});
