/** What a switch stands against, what goes on all the same, and what was under way when it was thrown. */
import type { DispatchMessage } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { changeRecord, decideSwitch, SWITCHES_ID, type SwitchName, UnreadableRecord } from '@valine/records';
import { fakeLanguageModel } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { testAdmin, URL_ONE } from '../../admin/test-admin.ts';
import { answersTo, commented } from '../../comments/test-comments.ts';
import { SECTIONS } from '../../site/describe/test-describe.ts';
import { testSite } from '../../site/test-site.ts';
import { testTeam } from '../../tasks/test-team.ts';
import { ACCESS, ada, ben, type TestDispatcher, testDispatcher, textOf } from '../../test-dispatcher.ts';

const MINUTE_MS = 60_000;

/** As Ben does it, whatever the time is. */
async function switched(
  { store, clock }: Pick<TestDispatcher, 'store' | 'clock'>,
  name: SwitchName,
  isRestricted = true,
): Promise<void> {
  const at = clock.now();
  const wish = {
    source: `${name} ${at}`,
    name,
    isRestricted,
    by: { id: ben.id, name: ben.name },
    at,
    reason: 'a test',
  };
  await changeRecord(store, 'switches', SWITCHES_ID, (switches) => decideSwitch(switches, wish));
}

/** #1 waits for #2. */
async function blockedTeam() {
  const team = await testTeam(2, { first: { body: 'Blocked by #2' } });
  await team.approve();
  await team.settle();
  return team;
}

describe('while everything is paused', () => {
  it('who asks for something is told by whom, since when and why', async () => {
    const dispatcher = testDispatcher();
    await switched(dispatcher, 'pause');
    expect(await dispatcher.command('plan')).toMatchInlineSnapshot(`
      "🔴 Everything is paused by <@2> <t:1772442000:R>: “a test”. Nothing was done: ask again later. Admins end it with \`/ops\`.
      -# reason_code: paused"
    `);
    expect(await dispatcher.store.listPlans('open', 1)).toEqual([]);
  });

  it('the whole team is told by the next sweep, once, and when it is over', async () => {
    const dispatcher = testDispatcher({ channelId: '900' });
    const { clock, queues } = dispatcher;
    const sweep = async () => {
      clock.advance(5 * MINUTE_MS);
      await dispatcher.takeRaw({ type: 'sweep.due', id: 'due', slot: new Date(clock.now()).toISOString() });
    };
    await sweep();
    await switched(dispatcher, 'pause');
    await sweep();
    await sweep();
    clock.advance(MINUTE_MS);
    await switched(dispatcher, 'pause', false);
    await sweep();
    const told = queues.sent.map(({ body }) => Object(body)).filter(({ conversation }) => conversation === 'sweep');
    expect(told.map(({ message }) => textOf(message))).toMatchInlineSnapshot(`
      [
        "🔴 Everything is paused
      By <@2> <t:1772442300:R>: “a test”. What is asked for is refused if it changes something outside, and what was under way waits. Admins end it with \`/ops\`.
      Told anew each day; this message changes when it is over. docs/operations.md, “Everything is paused”
      [ Show /ops ]",
        "🟢 Over: Everything is paused
      It lasted 11 minutes.",
      ]
    `);
    expect(new Set(told.map(({ key }) => key)).size).toBe(1);
  });

  it('GitHub is not asked first what there would be to plan', async () => {
    const dispatcher = testDispatcher();
    await switched(dispatcher, 'pause');
    dispatcher.github.listOpenIssues = async () => {
      throw new Error('GitHub was asked');
    };
    expect(await dispatcher.command('plan')).toContain('reason_code: paused');
  });

  it.each([
    ['deploy-client', {}],
    ['diagnose', {}],
    ['verify-latest', { diagnose: true }],
  ])('/%s begins nothing on GitHub', async (command, options) => {
    const dispatcher = testDispatcher();
    await switched(dispatcher, 'pause');
    expect(await dispatcher.command(command, options)).toContain('reason_code: paused');
    expect(await dispatcher.store.listTrackings('open', 1)).toEqual([]);
    expect(dispatcher.repository.calls.filter((call) => call.startsWith('dispatch'))).toEqual([]);
  });

  it.each([['status'], ['help'], ['verify-latest'], ['agents']])('/%s goes on', async (command) => {
    const dispatcher = testDispatcher();
    await switched(dispatcher, 'pause');
    expect(await dispatcher.command(command)).not.toContain('paused');
  });

  it.each<[string, Record<string, string>]>([
    ['mute', {}],
    ['link', { person: '2', login: 'octo-ben' }],
    ['unlink', { person: '2' }],
  ])('/%s of operators and admins goes on: it changes our own records alone', async (command, options) => {
    const dispatcher = testDispatcher({ access: { ...ACCESS, ADMIN_USER_IDS: [ada.id] } });
    await switched(dispatcher, 'pause');
    expect(await dispatcher.command(command, options)).not.toContain('paused');
  });

  it.each(['retry', 'start'])('/valine %s in a comment begins nothing, and is answered so', async (verb) => {
    const team = await blockedTeam();
    await switched(team, 'pause');
    team.clock.advance(MINUTE_MS);
    const event = commented(team, 1, `/valine ${verb}`);
    await team.take(event);
    await team.settle();
    expect(answersTo(team, event)).toMatchInlineSnapshot(`
      {
        "reactions": [
          "confused",
        ],
        "texts": [
          "Nothing was done: everything is paused. Ask again, with a new comment, once that is over.",
        ],
      }
    `);
    expect((await team.line(1))?.state).toBe('pending');
  });

  it('a plan is not approved, but it can be discarded', async () => {
    const team = await testTeam(1);
    await switched(team, 'pause');
    team.clock.advance(MINUTE_MS);
    expect(await team.press('approve', team.planId)).toContain('reason_code: paused');
    expect((await team.plan(team.planId)).state).toBe('pending');
    await team.press('discard', team.planId);
    expect((await team.plan(team.planId)).state).toBe('cancelled');
  });

  it('what an earlier copy has begun is finished, and called begun', async () => {
    const dispatcher = testDispatcher();
    const request = dispatcher.requested('plan');
    dispatcher.queues.failNext(1);
    await expect(dispatcher.take(request)).rejects.toThrow();
    await switched(dispatcher, 'pause');
    dispatcher.clock.advance(MINUTE_MS);
    const sent = dispatcher.queues.sent.length;
    await dispatcher.take(request);
    const told = JSON.stringify(dispatcher.queues.sent.slice(sent));
    expect(told).toContain('Issue 1');
    expect(told).not.toContain('reason_code');
  });
});

describe('a switch', () => {
  it('is known within a minute, and costs one read a minute', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.command('diagnose');
    await switched(dispatcher, 'pause');
    dispatcher.clock.advance(MINUTE_MS);
    const before = dispatcher.store.reads;
    expect(await dispatcher.command('deploy-client')).toContain('reason_code: paused');
    const withRead = dispatcher.store.reads - before;
    await dispatcher.command('deploy-client');
    expect(dispatcher.store.reads - before - withRead).toBe(withRead - 1);
  });

  it('costs no read where nothing is asked that it is about', async () => {
    const dispatcher = testDispatcher();
    const found: string[] = [];
    const find = dispatcher.store.find;
    dispatcher.store.find = (kind, id) => {
      found.push(kind);
      return find(kind, id);
    };
    await dispatcher.command('status');
    expect(found).not.toContain('switches');
  });

  it('that cannot be read allows nothing', async () => {
    const dispatcher = testDispatcher();
    const { find } = dispatcher.store;
    dispatcher.store.find = async (kind, id) => {
      if (kind === 'switches') throw new UnreadableRecord({ kind, id }, 'restrictions: expected record');
      return find(kind, id);
    };
    expect(await dispatcher.command('plan')).toMatchInlineSnapshot(`
      "🔴 Nothing was done: whether it is switched off cannot be read, for another version has written that. Whoever runs this installation should deploy that version or a later one.
      -# reason_code: switches_unreadable"
    `);
  });

  it.each<[SwitchName, Record<string, string>, string]>([
    ['DISABLE_UX_UPDATES', { command: 'section:header text:"x"' }, 'switched_off'],
    ['pause', { command: 'section:header text:"x"' }, 'paused'],
  ])('%s stands against a change of the site: %j', async (name, options, reasonCode) => {
    const site = testSite();
    await switched(site, name);
    expect(await site.command('ux-update', options)).toContain(`reason_code: ${reasonCode}`);
  });

  it('of the language model keeps it from being asked', async () => {
    const languageModel = fakeLanguageModel(() => '{}');
    const dispatcher = testDispatcher({ uxSections: SECTIONS }, [], { languageModel });
    await switched(dispatcher, 'USE_LLM_PARSING');
    const told = await dispatcher.command('ux-update', { description: 'make it blue' });
    expect(told).toContain('reason_code: switched_off');
    expect(languageModel.asked).toEqual([]);
  });

  it('of the language model leaves what costs nothing', async () => {
    const site = testSite();
    await switched(site, 'USE_LLM_PARSING');
    expect(await site.proposed()).toMatch(/^change-/);
  });

  it('of changes of the site holds for those that were proposed before', async () => {
    const site = testSite();
    const id = await site.proposed();
    await switched(site, 'DISABLE_UX_UPDATES');
    site.clock.advance(MINUTE_MS);
    expect(await site.press('confirm-change', `${id}.1`)).toMatchInlineSnapshot(`
      "🔴 \`DISABLE_UX_UPDATES\` was switched on by <@2> <t:1772442000:R>: “a test”. Nothing was done: ask again later. Admins undo it with \`/ops\`.
      -# reason_code: switched_off"
    `);
  });

  it('keeps values from being set, and lets them be set once it is undone', async () => {
    const admin = testAdmin();
    await switched(admin, 'ALLOW_SECRET_WRITES');
    expect(await admin.ask({ url: URL_ONE })).toContain('reason_code: switched_off');
    expect(admin.secret()).toBeUndefined();
    admin.clock.advance(MINUTE_MS);
    await switched(admin, 'ALLOW_SECRET_WRITES', false);
    await admin.ask({ url: URL_ONE });
    await admin.settle();
    expect(admin.secret()).toBe(URL_ONE);
  });

  it('allows nothing that is not allowed without it', async () => {
    const admin = testAdmin({}, { ALLOW_SECRET_WRITES: false });
    await switched(admin, 'ALLOW_SECRET_WRITES', false);
    expect(await admin.ask({ url: URL_ONE })).toContain('reason_code: secret_writes_disabled');
  });
});

describe('what was under way when the pause began', () => {
  it('waits, and is done once it is over', async () => {
    const team = await testTeam(1);
    await team.approve();
    await switched(team, 'pause');
    team.clock.advance(MINUTE_MS);
    await takeAll(team);
    expect(team.repository.calls.filter((call) => call in team.repository.writer)).toEqual([]);
    team.clock.advance(10 * MINUTE_MS);
    await switched(team, 'pause', false);
    await takeAll(team);
    expect((await team.task()).pullRequest).toBeDefined();
  });

  it('is looked for where it may have happened', async () => {
    const team = testDispatcher();
    team.repository.fail('dispatchWorkflow', { status: 500, lands: true });
    await team.command('deploy-client');
    await switched(team, 'pause');
    team.clock.advance(10 * MINUTE_MS);
    await takeAll(team);
    const [tracking] = await team.store.listTrackings('open', 1);
    expect((await team.tracking(tracking?.id ?? '')).effects[0]?.outcome).toBeDefined();
  });

  it('can be stopped', async () => {
    const team = testDispatcher();
    await team.command('deploy-client');
    const [tracking] = await team.store.listTrackings('open', 1);
    await switched(team, 'pause');
    team.clock.advance(MINUTE_MS);
    await team.press('cancel-workflow', tracking?.id ?? '');
    expect(team.repository.calls).toContain('cancelWorkflowRun');
  });
});

/** Each message to the dispatcher once, the ones that come of them too. */
async function takeAll({ queues, take }: Pick<TestDispatcher, 'queues' | 'take'>): Promise<void> {
  for (const { queue, body } of queues.sent)
    if (queue === 'dispatch')
      await take(body as DispatchMessage).catch((error: unknown) => {
        if (!(error instanceof RetryLater)) throw error;
      });
}
