import { checkAdmission } from '@valine/admission';
import type { InteractionRefused } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { ADMISSION_KEY, commandInteraction, createWorld, interact, SETTINGS } from '../test-support/test-world.ts';

const OPERATORS = { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] };
const told = ({ queues }: ReturnType<typeof createWorld>) => queues.sent.map(({ body }) => body as InteractionRefused);

describe('what is refused at the door', () => {
  it('is told to the audit: what, who, where and why, and signed', async () => {
    const world = createWorld({ settings: OPERATORS });
    await interact(world, commandInteraction('plan', [{ name: 'label', type: 3, value: 'later' }]));
    const [message] = told(world);
    expect(message).toMatchObject({
      type: 'interaction.refused',
      askedBy: 'command',
      what: '/plan',
      options: { label: 'later' },
      person: { id: '1' },
      channelId: '500',
      reasonCode: 'not_operator',
      alike: 0,
    });
    const now = world.clock.now();
    expect(message && checkAdmission(ADMISSION_KEY, message, { now, maxAgeMs: 1 })).toBeUndefined();
    expect(message && checkAdmission(ADMISSION_KEY, { ...message, what: '/ship' }, { now, maxAgeMs: 1 })).toBe(
      'altered',
    );
  });

  it('shows no secret, and nothing that no command has', async () => {
    const world = createWorld({ settings: OPERATORS });
    await interact(
      world,
      commandInteraction('set-api-base', [{ name: 'url', type: 3, value: 'https://api.example.com' }]),
    );
    await interact(world, commandInteraction('plan', [{ name: 'other', type: 3, value: 'https://api.example.com' }]));
    expect(told(world).map(({ options }) => options)).toEqual([{ url: '***' }, { other: '***' }]);
    expect(JSON.stringify(world.queues.sent)).not.toContain('api.example.com');
  });

  it('is told once a minute, with how many there were', async () => {
    const world = createWorld({ settings: OPERATORS });
    for (let time = 0; time < 5; time += 1) await interact(world, commandInteraction('plan'));
    await interact(world, commandInteraction('ship'));
    world.clock.advance(60_000);
    await interact(world, commandInteraction('plan'));
    expect(told(world).map(({ what, alike }) => [what, alike])).toEqual([
      ['/plan', 0],
      ['/ship', 0],
      ['/plan', 4],
    ]);
  });

  it('is told of strangers once a minute, whoever they are', async () => {
    const world = createWorld();
    for (const id of ['1', '2', '3']) await interact(world, commandInteraction('plan', [], { guild_id: `9${id}` }));
    expect(told(world).map(({ reasonCode }) => reasonCode)).toEqual(['guild_not_allowed']);
  });

  it('is answered though the audit cannot be told', async () => {
    const world = createWorld({ settings: OPERATORS });
    world.queues.failNext(1);
    const answer = await interact(world, commandInteraction('plan'));
    expect(answer.body.data.content).toContain('reason_code: not_operator');
    expect(world.logger.lines.map(({ message }) => message)).toContain('a refusal is not in the audit');
  });
});
