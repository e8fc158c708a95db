/** Button presses through the whole of ingress. */
import { ButtonPressed } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import {
  buttonInteraction,
  commandInteraction,
  createWorld,
  interact,
  letIn,
  SETTINGS,
} from '../test-support/test-world.ts';

describe('a signed button press', () => {
  it('becomes one message, and the presser gets a private answer', async () => {
    const world = createWorld();
    const answer = await interact(world, buttonInteraction('approve:plan-4k2:x'));
    expect(answer).toEqual({ status: 200, body: { type: 5, data: { flags: 64 } } });
    expect(world.queues.calls).toBe(1);
    const [entry] = world.queues.sent;
    expect(entry?.queue).toBe('dispatch');
    expect(ButtonPressed.parse(entry?.body)).toMatchObject({
      type: 'button.pressed',
      id: '1477953240268800000',
      button: 'approve',
      argument: 'plan-4k2:x',
      person: { id: '1', name: 'Ada' },
      reply: { private: true, channelId: '500' },
    });
  });

  it('is told of a queue that does not answer', async () => {
    const world = createWorld();
    world.queues.failNext(1);
    const answer = await interact(world, buttonInteraction('discard:plan-1'));
    expect(answer.body.data.content).toContain('reason_code: queue_unavailable');
  });

  it.each([
    ['of no known name', buttonInteraction('explode:plan-1')],
    ['named like a property of every object', buttonInteraction('constructor:plan-1')],
    ['without an argument', buttonInteraction('approve:')],
    ['without a colon', buttonInteraction('approve')],
    ['with nothing at all', buttonInteraction('')],
    ['longer than Discord allows', buttonInteraction(`approve:${'x'.repeat(100)}`)],
    ['that is a select menu', buttonInteraction('', { data: { custom_id: 'approve:plan-1', component_type: 3 } })],
  ])('%s is refused without a call', async (_, interaction) => {
    const world = createWorld();
    const answer = await interact(world, interaction);
    expect(answer).toMatchObject({ status: 200, body: { type: 4, data: { flags: 64 } } });
    expect(answer.body.data.content).toContain('reason_code: unknown_button');
    expect(letIn(world)).toEqual([]);
  });

  it.each([
    ['before any server is named', { ALLOWED_GUILD_IDS: [] }, 'approve:plan-1', 'allowed_guild_ids_not_set'],
    ['of no known name, before any server is named', { ALLOWED_GUILD_IDS: [] }, 'x', 'allowed_guild_ids_not_set'],
    ['before any role is named, in prod', { STAGE: 'prod' }, 'approve:plan-1', 'operator_role_ids_not_set'],
  ])('%s is refused without a call', async (_, settings, customId, reasonCode) => {
    const world = createWorld({ settings: { ...SETTINGS, ...settings } });
    const answer = await interact(world, buttonInteraction(customId));
    expect(answer.body.data.content).toContain(`reason_code: ${reasonCode}`);
    expect(letIn(world)).toEqual([]);
  });

  it('is told apart from a choice in a list, which comes with what was chosen', async () => {
    const world = createWorld();
    const choose = (values: unknown) =>
      interact(
        world,
        buttonInteraction('', { data: { custom_id: 'choose-tasks:plan-1.2', component_type: 3, values } }),
      );
    expect(await choose(['8', '5'])).toEqual({ status: 200, body: { type: 5, data: { flags: 64 } } });
    expect(ButtonPressed.parse(world.queues.sent[0]?.body)).toMatchObject({
      button: 'choose-tasks',
      argument: 'plan-1.2',
      values: ['8', '5'],
    });
    for (const values of [undefined, Array.from({ length: 26 }, String)])
      expect((await choose(values)).body.data.content).toContain('reason_code: unknown_button');
    const pressed = await interact(world, buttonInteraction('choose-tasks:plan-1'));
    expect(pressed.body.data.content).toContain('reason_code: unknown_button');
  });

  it('without the operator role cannot choose either', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] } });
    const data = { custom_id: 'choose-tasks:plan-1', component_type: 3, values: ['8'] };
    const answer = await interact(world, buttonInteraction('', { data }));
    expect(answer.body.data.content).toContain('reason_code: not_operator');
  });

  it('that only shows something is for everybody who sees it', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] } });
    const answer = await interact(world, buttonInteraction('details:deploy-1'));
    expect(answer).toMatchObject({ status: 200, body: { type: 5, data: { flags: 64 } } });
    expect(world.queues.calls).toBe(1);
  });

  it('without the operator role is refused without a call', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] } });
    const answer = await interact(world, buttonInteraction('approve:plan-1'));
    expect(answer.body.data.content).toContain('reason_code: not_operator');
    expect(letIn(world)).toEqual([]);
  });
});

describe('a button that opens a window', () => {
  const opens = 'agent-answer:plan-1.8.g1';

  it('is answered by the window at once, without a call', async () => {
    const world = createWorld();
    const { body } = await interact(world, buttonInteraction(opens));
    expect(body).toEqual({
      type: 9,
      data: {
        custom_id: opens,
        title: 'Answer the agent',
        components: [
          {
            type: 18,
            label: 'Your answer',
            component: { type: 4, custom_id: 'text', style: 2, max_length: 1000 },
          },
        ],
      },
    });
    expect(letIn(world)).toEqual([]);
  });

  it.each([
    ['in a label', [{ type: 18, component: { type: 4, custom_id: 'text', value: 'Yes' } }], 'Yes'],
    ['in a row, as before', [{ type: 1, components: [{ type: 4, custom_id: 'text', value: 'Yes' }] }], 'Yes'],
    ['nowhere', [], ''],
  ])('sends what is written there: %s', async (_, components, text) => {
    const world = createWorld();
    const sent = buttonInteraction('', { type: 5, data: { custom_id: opens, components } });
    expect((await interact(world, sent)).body).toEqual({ type: 5, data: { flags: 64 } });
    expect(world.queues.sent[0]?.body).toMatchObject({ button: 'agent-answer', argument: 'plan-1.8.g1', text });
  });

  it('is for operators alone, and so is what is written there', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['99'] } });
    const sent = buttonInteraction('', { type: 5, data: { custom_id: opens, components: [] } });
    for (const interaction of [buttonInteraction(opens), sent])
      expect((await interact(world, interaction)).body.data.content).toContain('reason_code: not_operator');
    expect(letIn(world)).toEqual([]);
  });
});

describe('a person who presses again and again', () => {
  const settings = { ...SETTINGS, PRESSES_PER_MINUTE: 12 };

  it('is told of to the dispatcher, then refused at once and privately, without a call, until a minute has passed', async () => {
    const world = createWorld({ settings });
    const press = (button = 'details') => interact(world, buttonInteraction(`${button}:deploy-1`));
    for (let time = 0; time < 12; time += 1) expect((await press()).body).toMatchObject({ type: 5 });
    const fast = letIn(world).map((body) => ButtonPressed.parse(body).isFast ?? false);
    expect(fast).toEqual([...Array(10).fill(false), true, true]);
    const refused = await press('approve');
    expect(refused).toMatchObject({ status: 200, body: { type: 4, data: { flags: 64 } } });
    expect(refused.body.data.content).toContain('reason_code: too_many_presses');
    expect(letIn(world)).toHaveLength(12);
    world.clock.advance(60_000);
    expect((await press()).body).toMatchObject({ type: 5 });
  });

  it('where so few are allowed that the dispatcher has to count them all, is told of from the first', async () => {
    const world = createWorld({ settings: { ...SETTINGS, PRESSES_PER_MINUTE: 10 } });
    await interact(world, buttonInteraction('details:deploy-1'));
    expect(letIn(world)).toMatchObject([{ isFast: true }]);
  });

  const button = buttonInteraction('details:deploy-1');
  const select = buttonInteraction('', {
    data: { custom_id: 'choose-tasks:plan-1', component_type: 3, values: ['8'] },
  });
  const opening = buttonInteraction('agent-answer:plan-1.8.g1');
  const written = { type: 5, data: { custom_id: 'agent-answer:plan-1.8.g1', components: [] } };
  const command = commandInteraction('status');
  const byCleo = { member: { ...command.member, user: { id: '3', username: 'cleo' } } };

  it.each<[string, object, object, string | undefined]>([
    ['a button after a button', button, button, 'too_many_presses'],
    ['a select after a button', button, select, 'too_many_presses'],
    ['what is written in a window after a select', select, buttonInteraction('', written), 'too_many_presses'],
    ['a button after a window that was opened alone', opening, button, undefined],
    ['a window that is opened after a button', button, opening, undefined],
    ['a button of somebody else', button, buttonInteraction('details:deploy-1', byCleo), undefined],
    ['a command after a button', button, command, undefined],
    ['a button after a command', command, button, undefined],
    ['a command after itself', command, command, 'too_many_commands'],
  ])('where one is allowed: %s', async (_, first, second, reasonCode) => {
    const world = createWorld({ settings: { ...SETTINGS, PRESSES_PER_MINUTE: 1, COMMANDS_PER_MINUTE: 1 } });
    await interact(world, first);
    const { body } = await interact(world, second);
    expect(/reason_code: (\w+)/.exec(body.data?.content ?? '')?.[1]).toBe(reasonCode);
  });
});
