/** What somebody could do who can write to the dispatch queue, but has no key, and asks for nothing as a person: nothing. */
import { type Place, signAdmission, signMessage, ticketFor } from '@valine/admission';
import { type Admission, type DispatchMessage, type PlanReconcile, type SignedMessage, TRUST } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { describe, expect, it } from 'vitest';
import { commented } from '../comments/test-comments.ts';
import { begunTeam, type TestTeam, testTeam } from '../tasks/test-team.ts';
import { ADMISSION_KEY, ada, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';
import { buildReport, followed, runEnded } from '../workflows/tracking/test-trackings.ts';
import { NotAdmitted } from './admit.ts';

const DAY_MS = 86_400_000;

function doneBy({ store, queues, repository }: Pick<TestDispatcher, 'store' | 'queues' | 'repository'>) {
  return { writes: store.writes, sent: queues.sent.length, calls: repository.calls.length };
}

/** Each would do something, if it were believed. */
function forgeries(team: TestTeam): Record<keyof Claims, SignedMessage> {
  const { planId, clock } = team;
  const news = { repository: 'acme/web', sender: 'grace', receivedAt: clock.now() };
  const ofTask = { planId, number: 1 };
  const merged = { ...team.changePull(101, { draft: false, merged: true }, 'closed'), id: 'f1' };
  return {
    'issue.changed': team.closed(1),
    'issue.commented': commented(team, 1, '/valine skip'),
    'pull_request.changed': merged,
    'pull_request.hinted': {
      ...{ type: 'pull_request.hinted', id: 'f2', ...news, event: 'check_run' },
      ...{ headBranches: [merged.pullRequest.headBranch], pullRequests: [101] },
    },
    'github.happened': {
      ...{ type: 'github.happened', id: 'f13', ...news },
      happening: { event: 'issues', action: 'opened', labels: [] },
    },
    'news.held': {
      ...{ type: 'news.held', id: 'f14', rule: 'red', at: clock.now(), why: 'quiet' },
      ...{ line: 'All is well.', isBad: false },
    },
    'delivery.questioned': {
      ...{ type: 'delivery.questioned', id: 'f3', repository: { id: 702_411_338, name: 'acme/site' } },
      ...{ queue: 'dispatch', event: team.closed(1) },
    },
    'plan.ended': { type: 'plan.ended', id: 'f4', planId },
    'plan.shipped': { type: 'plan.shipped', id: 'f5', planId, by: ada, at: clock.now() },
    'plan.deployed': { type: 'plan.deployed', id: 'f6', planId, revision: 9, text: 'All is well.' },
    'comment.answered': {
      ...{ type: 'comment.answered', id: 'f7', commentId: 'comment-1' },
      ...{ reaction: '+1', text: 'Paid.' },
    },
    'task.changed': { type: 'task.changed', id: 'f8', ...ofTask, revision: 99, is: 'merged' },
    'task.retry': { type: 'task.retry', id: 'f9', ...ofTask, effectIds: ['commit'], askedAt: clock.now() },
    'task.ship': { type: 'task.ship', id: 'f10', ...ofTask, ship: 'ship-1', afterSeconds: 0 },
    'agent.give': { type: 'agent.give', id: 'f11', ...ofTask, agent: 'claude' },
    'agent.ended': { type: 'agent.ended', id: 'f12', ...ofTask, giving: 'f11' },
  };
}

type Claims = { [T in DispatchMessage['type'] as (typeof TRUST)[T] extends 'signature' ? T : never]: true };
const CLAIMS = Object.entries(TRUST).flatMap(([type, trust]) => (trust === 'signature' ? [type as keyof Claims] : []));

const ATTACKS: readonly [string, (forged: SignedMessage, team: TestTeam) => SignedMessage][] = [
  ['that nobody has signed', (forged) => forged],
  ['with an empty signature', (forged) => ({ ...forged, signature: '' })],
  ['signed by a key of somebody else’s', (forged) => signMessage('a key that somebody has made himself', forged)],
  [
    'with the signature of another message',
    (forged, team) => ({
      ...forged,
      signature: signMessage(ADMISSION_KEY, team.issueChanged(9, { action: 'opened' })).signature,
    }),
  ],
  [
    'with a ticket for a signature',
    (forged, { planId }) => ({ ...forged, signature: ticketFor(ADMISSION_KEY, ['plan', planId, forged.id]) }),
  ],
  [
    'that was signed, and has another id now',
    (forged) => ({ ...forged, signature: signMessage(ADMISSION_KEY, { ...forged, id: 'd1' }).signature }),
  ],
];

describe.each(CLAIMS)('%s', (type) => {
  it.each(ATTACKS)('does nothing, and is an error in the log: one %s', async (_, attack) => {
    const team = await begunTeam();
    const forged = forgeries(team)[type];
    const before = doneBy(team);
    await expect(team.takeRaw(attack(forged, team))).rejects.toThrow(NotAdmitted);
    expect(doneBy(team)).toEqual(before);
    expect(team.logger.lines.at(-1)).toMatchObject({ level: 'error', fields: { audit: true, type } });
  });
});

describe('news of GitHub', () => {
  it('that were kept back until no record remembers them do nothing, and do not come again', async () => {
    const team = await begunTeam();
    const closed = signMessage(ADMISSION_KEY, team.closed(1));
    team.clock.advance(45 * DAY_MS + 1);
    const before = doneBy(team);
    await team.takeRaw(closed);
    expect(doneBy(team)).toEqual(before);
    expect(team.logger.lines.at(-1)).toMatchObject({ fields: { reasonCode: 'admission_expired' } });
  });

  it('that come weeks late, with a redrive, are as good as ever', async () => {
    const team = await begunTeam();
    const closed = signMessage(ADMISSION_KEY, team.closed(1));
    team.clock.advance(42 * DAY_MS);
    await team.takeRaw(closed);
    expect(await team.lines()).toEqual(['merged']);
  });

  it('of a repository under another name are sent on as the dispatcher’s own', async () => {
    const team = await begunTeam();
    const event = team.closed(1);
    const repository = { id: 702_411_338, name: 'acme/site' };
    await team.take({ type: 'delivery.questioned', id: event.id, repository, queue: 'dispatch', event });
    await team.takeRaw(
      team.queues.sent.map(({ body }) => body as DispatchMessage).findLast(({ id }) => id === event.id) ?? event,
    );
    expect(await team.lines()).toEqual(['merged']);
  });
});

describe('what a version before has put there', () => {
  async function updated() {
    const team = await begunTeam();
    team.settings.acceptUnsignedUntil = team.clock.now() + 3_600_000;
    return team;
  }

  it('is taken for as long as somebody has said, and then no more', async () => {
    const team = await updated();
    await team.takeRaw(team.closed(1));
    expect(await team.lines()).toEqual(['merged']);
    team.clock.advance(3_600_000);
    await expect(team.takeRaw(team.issueChanged(1, { action: 'reopened' }))).rejects.toThrow(NotAdmitted);
  });

  it('is a warning in the log of each instance that begins meanwhile', () => {
    const isWarned = (acceptUnsignedUntil: number) => testDispatcher({ acceptUnsignedUntil }).logger.lines.length === 1;
    expect([isWarned(1), isWarned(9e12)]).toEqual([false, true]);
  });

  it('is so where it answers a question that had no ticket', async () => {
    const team = await updated();
    const issues = [{ number: 1, state: 'closed' as const, stateReason: 'completed', labels: [] }];
    await team.takeRaw({ type: 'plan.observed', id: 'o1', planId: team.planId, issues, observedAt: team.clock.now() });
    expect(await team.lines()).toEqual(['merged']);
  });

  it('is not altered, nor asked for by a person', async () => {
    const team = await updated();
    await expect(team.takeRaw({ ...team.closed(1), signature: 'x' })).rejects.toThrow(NotAdmitted);
    const { admission: _, ...forged } = team.requested('ship');
    await expect(team.takeRaw(forged)).rejects.toThrow(NotAdmitted);
  });
});

describe('what another version has signed', () => {
  it('with a field that is not known here yet is taken', async () => {
    const team = await begunTeam();
    await team.takeBody(signMessage(ADMISSION_KEY, { ...team.closed(1), addedLater: { is: 'new' } }));
    expect(await team.lines()).toEqual(['merged']);
  });

  it('without a field that has a default here is taken', async () => {
    const dispatcher = testDispatcher();
    const { admission, ...asked } = dispatcher.requested('help');
    const { roles: _, ...person } = asked.person;
    await dispatcher.takeBody(signAdmission(ADMISSION_KEY, { ...asked, person } as typeof asked, placeOf(admission)));
    expect(dispatcher.queues.sent).toHaveLength(1);
  });

  it('is not taken with a field that somebody has added since', async () => {
    const team = await begunTeam();
    const forged = { ...signMessage(ADMISSION_KEY, team.closed(1)), addedLater: 'by somebody' };
    await expect(team.takeBody(forged)).rejects.toThrow(NotAdmitted);
  });
});

function placeOf({ signature: _, ...place }: Admission): Place {
  return place;
}

describe('a message of a key that this instance has not read yet', () => {
  const [before, next] = ['the-key-before-that-is-long-enough-for-it', 'the-next-key-that-is-as-long-as-it-was'];

  it('has the key read again, and is taken without an error', async () => {
    const team = await begunTeam();
    team.keys.stored = `${next} ${before}`;
    await team.takeRaw(signMessage(next, team.closed(1)));
    expect(await team.lines()).toEqual(['merged']);
    expect(team.logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is an error in the log, once, where that does not help', async () => {
    const team = await begunTeam();
    team.keys.stored = `${next} ${before}`;
    await expect(team.takeRaw(signMessage('a key of somebody else’s', team.closed(1)))).rejects.toThrow(NotAdmitted);
    expect(team.logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

it('while the key is changed, what was signed by the one before is taken, and what is sent is signed by the new one', async () => {
  const team = await begunTeam();
  const [before, after] = ['the-key-before-that-is-long-enough-for-it', 'the-key-after-that-is-as-long-as-it-was'];
  team.keys.now = `${after} ${before}`;
  await team.takeRaw(signMessage(before, team.closed(1)));
  expect(await team.lines()).toEqual(['merged']);
  team.keys.now = after;
  await expect(team.takeRaw(signMessage(before, team.issueChanged(1, { action: 'reopened' })))).rejects.toThrow(
    NotAdmitted,
  );
});

describe('an observation', () => {
  const ended = { run: runEnded(), report: buildReport() };

  it.each([
    ['without its ticket', () => undefined],
    ['with one that is made up', () => 'a ticket'],
    ['with that of another deploy', () => ticketFor(ADMISSION_KEY, ['deploy-0000000000', 0])],
    ['with that of its other stage', (id: string) => ticketFor(ADMISSION_KEY, [id, 1])],
    ['with one by another key', (id: string) => ticketFor('a key that somebody has made himself', [id, 0])],
  ])('of a deploy ends nothing %s', async (_, ticketOf) => {
    const { dispatcher, observed, trackingId, tracking } = await followed('deploy-client');
    const before = doneBy(dispatcher);
    const ticket = ticketOf(trackingId);
    await expect(dispatcher.takeRaw(observed({ ...ended, ...(ticket !== undefined && { ticket }) }))).rejects.toThrow(
      NotAdmitted,
    );
    expect(doneBy(dispatcher)).toEqual(before);
    expect((await tracking()).state).toBe('starting');
    expect(dispatcher.logger.lines.at(-1)).toMatchObject({ fields: { reasonCode: 'admission_no_ticket' } });
  });

  it('of another stage than its ticket is for starts nothing', async () => {
    const { dispatcher, observed, tracking } = await followed('verify-latest', { diagnose: true });
    await dispatcher.take(observed(ended));
    const { ticket = '' } = (await tracking()).stages[0] ?? {};
    const before = doneBy(dispatcher);
    await expect(dispatcher.takeRaw(observed({ ...ended, stage: 1, ticket }))).rejects.toThrow(NotAdmitted);
    expect(doneBy(dispatcher)).toEqual(before);
  });

  it('of what an earlier version has begun is not believed: the record gets its tickets, and GitHub is asked', async () => {
    const { dispatcher, observed, tracking } = await followed('verify-latest', { diagnose: true });
    const record = await tracking();
    const stages = record.stages.map(({ ticket: _, ...stage }) => stage);
    await dispatcher.store.replace(record, { ...record, stages, version: record.version + 1 });
    const before = dispatcher.queues.sent.length;
    await dispatcher.takeRaw(observed(ended));
    expect(await tracking()).toMatchObject({
      state: 'starting',
      stages: [
        { ticket: ticketFor(ADMISSION_KEY, [record.id, 0]) },
        { ticket: ticketFor(ADMISSION_KEY, [record.id, 1]) },
      ],
    });
    expect(dispatcher.queues.sent.slice(before)).toMatchObject([
      { queue: 'poll', body: { type: 'tracking.poll', trackingId: record.id, polls: 0 } },
    ]);
    await expect(dispatcher.takeRaw(observed(ended))).rejects.toThrow(NotAdmitted);
    await dispatcher.take(observed(ended));
    expect(await tracking()).toMatchObject({ stage: 1 });
  });

  it.each([
    ['without a ticket', () => ({})],
    [
      'with that of another plan',
      () => ({ answers: 'c1', ticket: ticketFor(ADMISSION_KEY, ['plan', 'plan-2', 'c1']) }),
    ],
    [
      'with that of another question',
      (planId: string) => ({ answers: 'c2', ticket: ticketFor(ADMISSION_KEY, ['plan', planId, 'c1']) }),
    ],
  ])('of a plan moves nothing %s', async (_, asked) => {
    const team = await begunTeam();
    const before = doneBy(team);
    const issues = [{ number: 1, state: 'closed' as const, stateReason: 'completed', labels: [] }];
    const observed = { id: 'o1', planId: team.planId, issues, observedAt: team.clock.now(), ...asked(team.planId) };
    await expect(team.takeRaw({ type: 'plan.observed', ...observed })).rejects.toThrow(NotAdmitted);
    expect(doneBy(team)).toEqual(before);
  });

  it.each([
    ['one that is made up', 'a ticket'],
    ['that of another look', ticketFor(ADMISSION_KEY, ['set-up', '2026-01-01T00:00:00Z'])],
  ])('of the set-up tells nobody anything with %s', async (_, ticket) => {
    const team = await begunTeam();
    const before = doneBy(team);
    const observed = { type: 'set-up.observed', id: 'o1', slot: '2026-01-01T01:00:00Z', ticket, findings: [] } as const;
    await expect(team.takeRaw({ ...observed, findings: [] })).rejects.toThrow(NotAdmitted);
    expect(doneBy(team)).toEqual(before);
  });

  it('of a plan answers what the dispatcher has asked', async () => {
    const team = await begunTeam();
    await team.command('status');
    const asked = team.queues.sent
      .map(({ body }) => body as PlanReconcile)
      .find(({ type }) => type === 'plan.reconcile');
    const { id: answers = '', ticket = '' } = asked ?? {};
    const issues = [{ number: 1, state: 'closed' as const, stateReason: 'completed', labels: [] }];
    await team.takeRaw({
      type: 'plan.observed',
      id: 'o1',
      planId: team.planId,
      issues,
      observedAt: team.clock.now(),
      answers,
      ticket,
    });
    expect(await team.lines()).toEqual(['merged']);
  });
});

/** Those that an attacker may write as he likes. `number`: of an issue. */
function wakeUps(planId: string, number: number, waits: string): DispatchMessage[] {
  const ofTask = { planId, number };
  const soon = { afterSeconds: 0 };
  return [
    { type: 'set-up.due', id: 'w0', slot: '2026-01-01T00:00:00Z' },
    { type: 'alarm.due', id: 'w0' },
    { type: 'effect.parked', id: 'w0', ownerKind: 'plan', ownerId: planId },
    { type: 'sweep.due', id: 'w0', slot: '2026-01-01T00:00:00Z' },
    { type: 'schedule.due', id: 'w10', schedule: 'morning', slot: '2026-01-01T00:00:00Z' },
    { type: 'schedule.ended', id: 'w11', schedule: 'nightly', trackingId: 'diagnose-1' },
    { type: 'plan.due', id: 'w1', planId, ...soon },
    { type: 'plan.expire', id: 'w2', planId, ...soon },
    { type: 'site-change.expire', id: 'w3', changeId: 'change-1', ...soon },
    { type: 'link.due', id: 'w4', attemptId: 'attempt-1', ...soon },
    { type: 'comment.admitted', id: 'w5', commentId: waits },
    { type: 'task.start', id: 'w6', ...ofTask, ...soon },
    { type: 'task.reconcile', id: 'w7', ...ofTask, ...soon },
    { type: 'task.tidy', id: 'w8', ...ofTask, ...soon },
    { type: 'task.remind', id: 'w12', ...ofTask, ...soon },
    { type: 'agent.look', id: 'w9', ...ofTask, giving: 'w9', ...soon },
  ];
}

/** Looking is all that may come of it. */
async function wakeAll(team: TestTeam, messages: readonly DispatchMessage[]): Promise<void> {
  for (const message of messages)
    await team.takeRaw(message).catch((error: unknown) => {
      if (!(error instanceof RetryLater)) throw error;
    });
  await team.settle();
}

/** What is on GitHub, and what the team has been told. */
async function standing(team: TestTeam) {
  const { model } = team.repository;
  const { branches, comments, reactions, issues } = model;
  const seen = { branches, comments, reactions, issues, card: await team.lines(), said: team.threadLines() };
  // GitHub works out by itself whether what is looked at can be merged.
  return JSON.stringify(seen, (key, value) => (key === 'workedOut' ? undefined : value));
}

describe('a wake-up call says nothing that is believed', () => {
  it('and they are all that need no proof', () => {
    const types = wakeUps('plan-1', 1, '').map(({ type }) => type);
    const those = Object.entries(TRUST).flatMap(([type, trust]) => (trust === 'wake-up' ? [type] : []));
    expect([...types, 'effect.due'].toSorted()).toEqual(those.toSorted());
  });

  it.each([
    ['a proposal that nobody has approved', () => testTeam(2)],
    ['an approved plan at work', () => begunTeam(2)],
  ])('of %s: it goes on as without', async (_, create) => {
    const team = await create();
    const before = await standing(team);
    for (const number of [1, 2, 9]) await wakeAll(team, wakeUps(team.planId, number, 'comment-1'));
    await wakeAll(team, wakeUps('plan-0000000000', 1, 'comment-1'));
    expect(await standing(team)).toEqual(before);
  });

  it('of a comment whose author may ask for nothing: nothing is done for them', async () => {
    const team = await begunTeam();
    team.repository.model.collaborators = { eve: 'read' };
    const event = commented(team, 1, '/valine skip', { sender: 'eve' });
    await team.take(event);
    await team.settle();
    const before = await standing(team);
    await wakeAll(team, wakeUps(team.planId, 1, `comment-${event.commentId}`));
    expect(await standing(team)).toEqual(before);
  });

  it('of effects that are done, waiting or not there: each is done once', async () => {
    const team = await begunTeam();
    const before = await standing(team);
    const { id: ownerId, effects } = await team.task();
    for (const { id: effectId } of effects)
      await wakeAll(team, [{ type: 'effect.due', id: `w ${effectId}`, ownerKind: 'task', ownerId, effectId }]);
    expect(await standing(team)).toEqual(before);
  });

  it('of a deploy whose dispatch may have landed: it is not tried before its time', async () => {
    const dispatcher = testDispatcher();
    dispatcher.repository.fail('dispatchWorkflow', { status: 500 });
    await dispatcher.command('deploy-client');
    const [tracking] = await dispatcher.store.listTrackings('open', 1);
    const record = await dispatcher.tracking(tracking?.id ?? '');
    const before = dispatcher.repository.calls.length;
    const due = { type: 'effect.due', id: 'w1', ownerKind: 'tracking', ownerId: record.id } as const;
    await expect(dispatcher.takeRaw({ ...due, effectId: record.effects[0]?.id ?? '' })).rejects.toThrow(RetryLater);
    expect(dispatcher.repository.calls).toHaveLength(before);
  });
});
