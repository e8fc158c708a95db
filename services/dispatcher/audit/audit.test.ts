/** What stands in the audit when somebody has asked for something. */
import { signAdmission } from '@valine/admission';
import type { CommandRequested } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import type { AuditEntry } from '@valine/records';
import { StoreUnavailable } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { testAdmin, URL_ONE } from '../admin/test-admin.ts';
import { answersTo, commented } from '../comments/test-comments.ts';
import { linking } from '../identity/test-identity.ts';
import { begunTeam } from '../tasks/test-team.ts';
import { ADMISSION_KEY, ada, ben, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';

async function entriesIn({ store }: Pick<TestDispatcher, 'store'>): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (let seq = 1; ; seq += 1) {
    const entry = await store.find('audit', String(seq));
    if (entry === undefined) return entries;
    entries.push(entry);
  }
}

async function factsIn(dispatcher: Pick<TestDispatcher, 'store'>) {
  return (await entriesIn(dispatcher)).map(({ facts }) => facts);
}

describe('an entry', () => {
  it('says who asked for what, where, and what it began', async () => {
    const dispatcher = testDispatcher({ gitHubLogins: { '1': 'ada-on-github' } });
    const plan = await dispatcher.planned({ label: 'ready' });
    expect(await factsIn(dispatcher)).toEqual([
      {
        askedBy: 'command',
        what: '/plan',
        person: { id: '1', name: 'Ada', login: 'ada-on-github' },
        place: { channelId: '500' },
        options: { label: 'ready' },
        outcome: 'done',
        about: plan,
        askedAt: dispatcher.clock.now(),
      },
    ]);
  });

  it.each<[string, (dispatcher: TestDispatcher) => Promise<unknown>, object]>([
    ['is answered', (d) => d.command('help'), { what: '/help', outcome: 'done' }],
    [
      'starts a deploy',
      (d) => d.command('deploy-client'),
      { outcome: 'done', about: expect.stringMatching(/^deploy-/) },
    ],
    ['is refused', (d) => d.command('help', { command: 'x' }), { outcome: 'refused', reasonCode: 'unknown_command' }],
    [
      'names nothing that is there',
      (d) => d.press('approve', 'plan-x'),
      { outcome: 'refused', reasonCode: 'run_not_found' },
    ],
    ['is of another version', (d) => d.command('dance'), { what: '/dance', outcome: 'refused', reasonCode: 'unknown' }],
  ])('of what %s', async (_, ask, facts) => {
    const dispatcher = testDispatcher();
    await ask(dispatcher);
    expect(await factsIn(dispatcher)).toMatchObject([facts]);
  });

  it('of a refusal that stands in the plan has its reason, whenever it is written', async () => {
    const dispatcher = testDispatcher({ preventSelfApproval: true });
    const plan = await dispatcher.planned();
    const press = dispatcher.pressed('approve', plan);
    const { create } = dispatcher.store;
    dispatcher.store.create = (record) =>
      record.kind === 'audit' ? Promise.reject(new StoreUnavailable('away')) : create(record);
    await expect(dispatcher.take(press)).rejects.toThrow('away');
    dispatcher.store.create = create;
    await dispatcher.take(press);
    await dispatcher.take(dispatcher.pressed('approve', plan, ben));
    expect((await factsIn(dispatcher)).slice(1)).toMatchObject([
      { what: 'approve', person: { id: '1' }, outcome: 'refused', reasonCode: 'self_approval', about: plan },
      { what: 'approve', person: { id: '2' }, outcome: 'done', about: plan },
    ]);
  });

  it('of what GitHub does not let us do says so', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(1, new GitHubError({ operation: 'list issues', reason: 'unauthorized', status: 401 }));
    await dispatcher.command('plan');
    expect(await factsIn(dispatcher)).toMatchObject([{ outcome: 'failed', reasonCode: 'github_refused' }]);
  });

  it('has no secret in it, and is cut', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.command('plan', { label: `ghp_${'a'.repeat(36)} ready` });
    await dispatcher.command('deploy-client', { api_base: 'https://api.example.com' });
    await dispatcher.command('dance', { nobody_knows_it: 'hunter2' });
    await dispatcher.take(dispatcher.pressed('agent-answer', 'plan-1.1.x', ada, { text: 'x'.repeat(500) }));
    const options = (await factsIn(dispatcher)).map((facts) => facts.options);
    expect(options.slice(0, 3)).toEqual([{ label: '*** ready' }, { api_base: '***' }, { nobody_knows_it: '***' }]);
    expect(options[3]?.['text']).toBe(`${'x'.repeat(299)}…`);
  });

  it('is one, however often the interaction comes', async () => {
    const dispatcher = testDispatcher();
    const request = dispatcher.requested('status');
    for (let time = 0; time < 3; time += 1) await dispatcher.take(request);
    expect(await entriesIn(dispatcher)).toHaveLength(1);
  });
});

describe('what never ends', () => {
  it('is entered before its last tries, with an outcome that nobody knows', async () => {
    const dispatcher = testDispatcher();
    const request: CommandRequested = dispatcher.requested('status');
    const { find } = dispatcher.store;
    dispatcher.store.find = (kind, id) => (kind === 'recent' ? Promise.reject(new Error('a bug')) : find(kind, id));
    await expect(dispatcher.take(request, 0, 6)).rejects.toThrow('a bug');
    expect(await entriesIn(dispatcher)).toEqual([]);
    for (const receives of [7, 8]) await expect(dispatcher.take(request, 0, receives)).rejects.toThrow('a bug');
    expect(await factsIn(dispatcher)).toMatchObject([{ what: '/status', outcome: 'unknown' }]);
  });
});

describe('a command in a comment', () => {
  it.each([
    ['that is carried out', 'grace', '/valine status', { what: '/valine status', outcome: 'done' }],
    ['that there is not', 'grace', '/valine dance', { outcome: 'refused', reasonCode: 'unknown_command' }],
    ['that cannot be', 'grace', '/valine start', { outcome: 'refused', reasonCode: 'comment_not_carried_out' }],
    ['of somebody without write access', 'eve', '/valine skip', { outcome: 'refused', reasonCode: 'no_write_access' }],
  ])('%s', async (_, sender, body, facts) => {
    const team = await begunTeam(1, { settings: { gitHubLogins: { '7': 'Grace' } } });
    team.repository.model.collaborators = { grace: 'write', eve: 'read' };
    const before = (await entriesIn(team)).length;
    const event = commented(team, 1, body, { sender });
    for (let time = 0; time < 2; time += 1) {
      await team.take(event);
      await team.settle();
    }
    await answersTo(team, event);
    const person = sender === 'grace' ? { login: 'grace', id: '7' } : { login: 'eve' };
    const place = { issue: 'acme/web#1' };
    expect((await factsIn(team)).slice(before)).toMatchObject([
      { askedBy: 'comment', person, place, about: `${team.planId}-1`, ...facts },
    ]);
  });

  it('of strangers fills ten entries an hour, and the log', async () => {
    const team = await begunTeam();
    const strangers = Array.from({ length: 15 }, (_, index) => `stranger-${index}`);
    team.repository.model.collaborators = Object.fromEntries(strangers.map((login) => [login, 'read']));
    const before = (await entriesIn(team)).length;
    for (const sender of strangers) {
      await team.take(commented(team, 1, '/valine skip', { sender }));
      await team.settle();
    }
    expect(await entriesIn(team)).toHaveLength(before + 10);
    expect(team.logger.lines.filter(({ fields }) => fields?.['platform'] === 'GitHub')).toHaveLength(5);
  });
});

it('a value that GitHub does not take has failed, and a Confirm that came too late is refused', async () => {
  const admin = testAdmin();
  admin.repository.fail('setSecret', { status: 403, detail: 'Resource not accessible by integration' });
  await admin.ask({ url: URL_ONE });
  expect(await factsIn(admin)).toMatchObject([{ outcome: 'failed', reasonCode: 'permission_missing' }]);
  const team = linking();
  const older = await team.begin();
  await team.enter(older.id, 'octo-ann');
  team.clock.advance(1000);
  await team.begin();
  await team.confirm(older.id);
  expect((await factsIn(team)).at(-1)).toMatchObject({ outcome: 'refused', reasonCode: 'link_superseded' });
});

it('what an account says of itself is named, and strangers fill no more than ten entries an hour', async () => {
  const team = linking();
  await team.comment('octo-ann', '/valine unlink');
  for (let each = 0; each < 15; each += 1) await team.comment(`stranger-${each}`, '/valine link ada.l 7k3mp-q9x2c');
  const facts = await factsIn(team);
  expect(facts).toHaveLength(11);
  expect(facts.slice(0, 2)).toMatchObject([
    { what: '/valine unlink', outcome: 'done' },
    { what: '/valine link', outcome: 'refused', reasonCode: 'comment_not_carried_out' },
  ]);
  expect(team.repository.model.comments).toHaveLength(11);
});

it('a value that is set, and a link that is begun, are done', async () => {
  const admin = testAdmin();
  await admin.ask({ url: URL_ONE });
  expect(await factsIn(admin)).toMatchObject([{ what: '/set-api-base', outcome: 'done', about: 'VITE_API_BASE' }]);
  const identity = testDispatcher();
  await identity.command('link');
  expect(await factsIn(identity)).toMatchObject([{ what: '/link', outcome: 'done' }]);
});

describe('what ingress has refused', () => {
  const NOW = testDispatcher().clock.now();
  const asked = { askedBy: 'command', what: '/ship', options: { run_id: 'plan-1' }, person: ada } as const;
  const refused = (id: string, reasonCode: string, alike = 0, refusedAt = NOW) => {
    const about = { id, ...asked, channelId: '500', reasonCode, alike, refusedAt };
    return signAdmission(ADMISSION_KEY, { type: 'interaction.refused', ...about }, { channelIds: ['500'] });
  };

  it('is an entry, with how many like it there were', async () => {
    const dispatcher = testDispatcher();
    for (let time = 0; time < 2; time += 1) await dispatcher.take(refused('i1', 'not_operator', 3));
    expect(await factsIn(dispatcher)).toMatchObject([
      { what: '/ship', options: { run_id: 'plan-1' }, outcome: 'refused', reasonCode: 'not_operator', alike: 3 },
    ]);
  });

  it('is none where ingress has not signed it', async () => {
    const dispatcher = testDispatcher();
    const { admission: _, ...unsigned } = refused('i1', 'not_operator');
    for (const message of [unsigned, { ...refused('i1', 'not_operator'), what: '/plan' }])
      await expect(dispatcher.take(message)).rejects.toMatchObject({ name: 'NotAdmitted' });
    expect(await entriesIn(dispatcher)).toEqual([]);
  });

  it('to strangers fills ten entries an hour', async () => {
    const dispatcher = testDispatcher();
    for (let each = 0; each < 15; each += 1) await dispatcher.take(refused(`i${each}`, 'guild_not_allowed'));
    expect(await entriesIn(dispatcher)).toHaveLength(10);
    dispatcher.clock.advance(3_600_000);
    await dispatcher.take(refused('i99', 'guild_not_allowed', 0, dispatcher.clock.now()));
    expect(await entriesIn(dispatcher)).toHaveLength(11);
  });
});
