import { bind, openAttempt, untiePerson } from '@valine/records';
import { briefly, buildIssue, buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ada, ben, shown, testDispatcher } from '../../test-dispatcher.ts';

describe('approving a plan', () => {
  it('starts every task and tells who asked', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    expect(await dispatcher.command('approve', { run_id: plan }, ben)).toBe(
      `✅ Plan \`${plan}\` is approved and in progress.`,
    );
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'in_progress', approvals: [{ person: ben }] });
  });

  it('shows the progress on the card, without the buttons', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan, ben);
    const card = (await dispatcher.plan(plan)).reply.interactionId;
    expect(briefly(shown(dispatcher.queues.sent, `reply:${card}`).replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "🚧 Plan plan-1 • in progress • 0/3
      started #1
      started #2
      started #3
      approved by Ben • requested by Ada"
    `);
  });

  it('lets one of two people win who press at the same moment, and tells the other', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    const answers = await Promise.all([dispatcher.press('approve', plan, ada), dispatcher.press('approve', plan, ben)]);
    expect(answers.filter((answer) => answer.includes('is approved and in progress'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('reason_code: already_approved'))).toHaveLength(1);
    expect((await dispatcher.plan(plan)).approvals).toHaveLength(1);
  });

  it('counts different people when several are required', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2 });
    const plan = await dispatcher.planned();
    expect(await dispatcher.press('approve', plan, ada)).toContain('1 of 2');
    expect(await dispatcher.press('approve', plan, ada)).toContain('reason_code: approved_twice');
    expect((await dispatcher.plan(plan)).state).toBe('pending');
    expect(await dispatcher.press('approve', plan, ben)).toContain('is approved and in progress');
  });

  it('can exclude the person who asked for the plan', async () => {
    const dispatcher = testDispatcher({ preventSelfApproval: true });
    const plan = await dispatcher.planned();
    expect(await dispatcher.press('approve', plan, ada)).toContain('reason_code: self_approval');
    expect(await dispatcher.press('approve', plan, ben)).toContain('is approved and in progress');
  });

  it('excludes them under another account, too, where the settings or a link name one login for both', async () => {
    const configured = testDispatcher({
      preventSelfApproval: true,
      gitHubLogins: { [ada.id]: 'ada-l', [ben.id]: 'Ada-L' },
    });
    expect((await configured.press('approve', await configured.planned(), ben)).split('\n')[0]).toMatchInlineSnapshot(
      `"🔴 You asked for \`plan-pwpa9m8j8m\`, so somebody else has to approve it: another operator."`,
    );
    const linked = testDispatcher({ preventSelfApproval: true, gitHubLogins: { [ben.id]: 'ada-l' } });
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-l' })) await linked.store.create(record);
    linked.repository.model.accountIds = { 'ada-l': 77 };
    expect(await linked.press('approve', await linked.planned(), ben)).toContain('reason_code: self_approval');
  });

  it('excludes them where GitHub does not tell, too: whose account it is the link tells', async () => {
    const linked = testDispatcher({ preventSelfApproval: true, gitHubLogins: { [ben.id]: 'ada-l' } });
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-l' })) await linked.store.create(record);
    const plan = await linked.planned();
    linked.repository.fail('findUserById', { status: 403 });
    expect(await linked.press('approve', plan, ben)).toContain('reason_code: self_approval');
  });

  it('excludes the account on GitHub of who asked, whoever on Discord is linked with it by now', async () => {
    const linked = testDispatcher({ preventSelfApproval: true });
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-l' })) await linked.store.create(record);
    linked.repository.model.accountIds = { 'ada-l': 77 };
    const plan = await linked.planned();
    await untiePerson(linked.store, { personId: ada.id, by: 'ada', at: 2 });
    const binding = { attempt: 'link anew', personId: ben.id, account: { id: 77, login: 'ada-l' }, at: 3 };
    await openAttempt(linked.store, binding);
    expect(await bind(linked.store, { ...binding, consentAt: 3 }, 3)).toBeUndefined();
    expect(await linked.press('approve', plan, ben)).toContain('reason_code: self_approval');
  });

  it('counts one person once, whichever of their accounts approves', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2, gitHubLogins: { [ben.id]: 'ada-l' } });
    for (const record of buildLink(ada.id, { id: 77, login: 'ada-old' })) await dispatcher.store.create(record);
    dispatcher.repository.model.accountIds = { 'ada-l': 77 };
    const plan = await dispatcher.planned();
    expect(await dispatcher.press('approve', plan, ada)).toContain('1 of 2');
    expect(await dispatcher.press('approve', plan, ben)).toContain('reason_code: approved_twice');
  });

  it('is for those with an approver role, where there are such roles; the card says who may, and who has', async () => {
    const dispatcher = testDispatcher({ approverRoles: ['31', '32'], preventSelfApproval: true, approvalsRequired: 2 });
    const plan = await dispatcher.planned();
    expect((await dispatcher.press('approve', plan, ben)).replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 \`plan-1\` is approved by somebody with one of these roles: <@&31>, <@&32>. Ask one of them.
      -# reason_code: not_approver"
    `);
    await dispatcher.press('approve', plan, { ...ben, roles: ['7', '32'] });
    const card = (await dispatcher.plan(plan)).reply.interactionId;
    expect(shown(dispatcher.queues.sent, `reply:${card}`).split('\n').slice(-3)).toMatchInlineSnapshot(`
      [
        "Undecided, it expires <t:1772528400:f>",
        "1 of 2 approvals: Ben • requested by Ada",
        "[ Approve ] [ Discard ]",
      ]
    `);
  });

  it('is refused for a run that does not exist, is discarded, or is finished', async () => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('approve', { run_id: 'plan-x' })).toContain('reason_code: run_not_found');
    const discarded = await dispatcher.planned();
    await dispatcher.press('discard', discarded);
    expect(await dispatcher.command('approve', { run_id: discarded })).toContain('reason_code: run_discarded');
    const finished = await dispatcher.planned();
    await dispatcher.press('approve', finished);
    await dispatcher.press('ship-anyway', finished);
    expect(await dispatcher.command('approve', { run_id: finished })).toContain('reason_code: run_finished');
  });

  it('leaves a run as it is that it is refused for', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('discard', plan);
    const discarded = await dispatcher.plan(plan);
    dispatcher.clock.advance(5 * 3_600_000);
    await dispatcher.press('approve', plan, ben);
    expect(await dispatcher.plan(plan)).toEqual(discarded);
  });

  it('keeps its first verdict when the same press comes again later', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    const press = dispatcher.pressed('approve', plan, ben);
    await dispatcher.take(press);
    const sent = dispatcher.queues.sent.length;
    await dispatcher.take(press);
    expect(dispatcher.queues.sent).toHaveLength(sent);
  });
});

describe('approving a plan whose issues have changed since it was proposed', () => {
  it('says what has changed, and asks again: what is shown now is approved by the next press', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    const later = { updatedAt: dispatcher.clock.now() + 60_000 };
    dispatcher.github.change(1, { ...later, state: 'closed', stateReason: 'completed' });
    dispatcher.github.change(2, { ...later, title: 'Refunds fail', labels: ['ready', 'P1'] });
    expect(briefly((await dispatcher.press('approve', plan, ben)).replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "🔴 The issues of \`plan-1\` have changed since it was proposed, so that nothing was approved:
      merged #1 • closed
      pending #2
      Approve it again if it is right as it is now.
      -# reason_code: issues_changed
      [ Approve ]"
    `);
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'pending', approvals: [] });
    expect(await dispatcher.press('approve', plan, ben)).toContain('reason_code: list_changed');
    expect(await dispatcher.press('approve', `${plan}.1`, ben)).toContain('is approved and in progress');
    expect((await dispatcher.plan(plan)).tasks.map(({ state }) => state)).toEqual(['merged', 'started', 'started']);
  });

  it('says what webhooks have told since, once', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.take(dispatcher.closed(1));
    dispatcher.github.remove(1);
    expect(await dispatcher.command('approve', { run_id: plan })).toContain('reason_code: issues_changed');
    expect(await dispatcher.command('approve', { run_id: plan })).toContain('is approved and in progress');
  });

  it('finds what lost its label, or is gone, and that nothing is left', async () => {
    const dispatcher = testDispatcher({}, [buildIssue(1), buildIssue(2)]);
    const plan = await dispatcher.planned();
    dispatcher.github.change(1, { labels: [], updatedAt: dispatcher.clock.now() + 60_000 });
    dispatcher.github.remove(2);
    expect(briefly((await dispatcher.press('approve', plan)).replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "🔴 The issues of \`plan-1\` have changed since it was proposed, so that nothing was approved:
      skipped #1 • label “ready” removed
      skipped #2 • issue deleted or moved
      Nothing of it is left: discard it, and propose another with \`/plan\`.
      -# reason_code: issues_changed"
    `);
    expect(await dispatcher.press('approve', plan)).toContain('reason_code: nothing_left');
  });

  it('makes the approvals void that were given before, where an issue reads differently', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2 });
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan, ada);
    dispatcher.github.change(2, { title: 'Refunds fail', updatedAt: dispatcher.clock.now() + 60_000 });
    await dispatcher.press('approve', plan, ben);
    expect(briefly(dispatcher.threadLines().at(-1))).toMatchInlineSnapshot(`
      "🔎 Changed since it was proposed:
      pending #2
      -# What Ada approved was the list before: it has to be approved anew."
    `);
    expect((await dispatcher.plan(plan)).approvals).toEqual([]);
  });

  it('keeps them where it has only become shorter', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2 });
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan, ada);
    dispatcher.github.remove(2);
    expect(await dispatcher.press('approve', plan, ben)).toContain('reason_code: issues_changed');
    expect(await dispatcher.press('approve', plan, ben)).toContain('is approved and in progress');
  });

  it('takes what was shown where GitHub cannot be asked: each task looks at its issue when it begins', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    dispatcher.github.failNext(1);
    expect(await dispatcher.press('approve', plan, ben)).toContain('is approved and in progress');
  });

  it('costs one list, however many issues it has; the same press again costs none', async () => {
    const dispatcher = testDispatcher();
    const press = dispatcher.pressed('approve', await dispatcher.planned(), ben);
    const before = dispatcher.github.calls.length;
    await dispatcher.take(press);
    await dispatcher.take(press);
    expect(dispatcher.github.calls.slice(before)).toEqual(['listOpenIssues ready']);
  });
});
