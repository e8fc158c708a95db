/** Autocomplete: always type 8, from live runs, and an empty list rather than an error. */
import { buildPlan, buildStage, buildTask, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { autocompleteInteraction, createWorld, interact, SETTINGS } from '../test-support/test-world.ts';

const pending = buildPlan({ id: 'plan-pending' });
const active = buildPlan({ id: 'plan-active', state: 'in_progress', label: 'Bugs', tasks: [buildTask(1)] });
const ended = buildPlan({ id: 'plan-ended', state: 'completed' });

async function complete(command: string, option: string, typed: string, plans = [pending, active, ended]) {
  const world = createWorld();
  world.stored.push(...plans);
  world.clock.advance(2 * 60 * 60 * 1000);
  const { status, body } = await interact(world, autocompleteInteraction(command, option, typed));
  expect({ status, type: body.type }).toEqual({ status: 200, type: 8 });
  expect(world.queues.calls).toBe(0);
  const choices: { name: string; value: string }[] = body.data.choices;
  return { choices, values: choices.map(({ value }) => value), reads: world.reads };
}

describe('what is offered', () => {
  it('for /approve: pending runs, in one read', async () => {
    const { choices, reads } = await complete('approve', 'run_id', '');
    expect(choices).toEqual([{ name: 'plan-pending · ready · 2 tasks · pending · 2h ago', value: 'plan-pending' }]);
    expect(reads).toEqual(['open']);
  });

  it('for /ship: runs in progress', async () => {
    const { choices } = await complete('ship', 'run_id', '');
    expect(choices).toEqual([{ name: 'plan-active · Bugs · 1 task · in progress · 2h ago', value: 'plan-active' }]);
  });

  it('for /status: all of them, open ones first', async () => {
    const { values } = await complete('status', 'run_id', '', [ended, pending, active]);
    expect(values).toEqual(['plan-pending', 'plan-active', 'plan-ended']);
  });

  it('is what contains the typed text, in either case', async () => {
    expect((await complete('status', 'run_id', ' bUgs')).values).toEqual(['plan-active']);
    expect((await complete('status', 'run_id', 'nothing like it')).values).toEqual([]);
  });

  it('for /status: what was asked of workflows, too', async () => {
    const world = createWorld();
    world.stored.push(active);
    world.trackings.push(buildTracking({ id: 'diagnose-1', state: 'succeeded' }));
    const { body } = await interact(world, autocompleteInteraction('status', 'run_id', ''));
    expect(body.data.choices.map(({ name }: { name: string }) => name)).toEqual([
      'plan-active · Bugs · 1 task · in progress · just now',
      'diagnose-1 · succeeded · just now',
    ]);
  });

  it('for /verify-run: deploys that somebody has followed, each once', async () => {
    const world = createWorld();
    const run = { id: 7001, attempt: 1, url: '', status: 'completed', conclusion: 'success' };
    const verified = buildStage({ run });
    const diagnosed = buildStage({ kind: 'diagnose', run: { ...run, id: 7002 } });
    world.trackings.push(
      buildTracking({ stages: [verified, diagnosed] }),
      buildTracking({ id: 'deploy-1', state: 'succeeded', stages: [buildStage({ kind: 'deploy', run })] }),
    );
    const { body } = await interact(world, autocompleteInteraction('verify-run', 'run_id', '70'));
    expect(body.data.choices).toEqual([{ name: '7001 · Client Deploy · success · just now', value: '7001' }]);
    expect(world.reads).toEqual(['open follows', 'ended follows']);
  });

  it.each(['1', '#1', 'plan-active-1'])('for /mute: the task of an issue, typed as %s', async (typed) => {
    const { choices, reads } = await complete('mute', 'what', typed, [active]);
    expect(choices[0]).toEqual({ name: 'plan-active-1 · #1 alone', value: 'plan-active-1' });
    expect(reads).toEqual(['#1', 'open']);
  });

  it('for /mute: no issue that only blocks a task, or was taken out of its plan', async () => {
    const blockedBy = [{ number: 99 }];
    const tasks = [buildTask(1, { blockedBy }), buildTask(77, { out: {} })];
    const plan = buildPlan({ id: 'plan-blocked', state: 'in_progress', tasks });
    for (const typed of ['99', '77']) expect((await complete('mute', 'what', typed, [plan])).values).toEqual([]);
    expect((await complete('mute', 'what', '1', [plan])).values).toContain('plan-blocked-1');
  });

  it('for /help: the commands, without a read', async () => {
    const { values, reads } = await complete('help', 'command', 'st');
    expect(values).toContain('status');
    expect(reads).toEqual([]);
  });

  it('is at most 25 choices with names of at most 100 characters', async () => {
    const many = Array.from({ length: 40 }, (_, index) => buildPlan({ id: `plan-${index}`, label: '🐎'.repeat(120) }));
    const { choices } = await complete('approve', 'run_id', '', many);
    expect(choices).toHaveLength(25);
    for (const { name } of choices) expect(name).toMatch(/^.{98,99}…$/s);
  });

  it.each([
    ['an option without completion', 'plan', 'label'],
    ['an unknown option', 'status', 'constructor'],
    ['an unknown command', 'deploy', 'run_id'],
  ])('for %s is nothing', async (_, command, option) => {
    expect((await complete(command, option, '')).values).toEqual([]);
  });
});

describe('an empty list', () => {
  it('is what a store out of reach gives, with a line in the log', async () => {
    const refuse = () => Promise.reject(new Error('throttled'));
    const world = createWorld({ runs: { listPlans: refuse, listTrackings: refuse, listPlanned: refuse } });
    const answer = await interact(world, autocompleteInteraction('approve', 'run_id', ''));
    expect(answer).toEqual({ status: 200, body: { type: 8, data: { choices: [] } } });
    expect(world.logger.lines).toMatchObject([{ level: 'warn', fields: { error: { message: 'throttled' } } }]);
  });

  it.each([
    ['who may not run the command', { OPERATOR_ROLE_IDS: ['21'] }],
    ['in prod, before any role is named', { STAGE: 'prod' }],
    ['before any server is named', { ALLOWED_GUILD_IDS: [] }],
  ])('is what somebody gets %s, without a read', async (_, settings) => {
    const world = createWorld({ settings: { ...SETTINGS, ...settings } });
    world.stored.push(pending);
    const answer = await interact(world, autocompleteInteraction('approve', 'run_id', ''));
    expect(answer.body.data.choices).toEqual([]);
    expect(world.reads).toEqual([]);
  });
});
