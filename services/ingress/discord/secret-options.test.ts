/** Options that are secret: in a command or in its window, they leave ingress under a lock alone. */
import { unlockValue } from '@valine/admission';
import { CommandRequested } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import {
  ADMISSION_KEY,
  buttonInteraction,
  commandInteraction,
  createWorld,
  interact,
  letIn,
  SETTINGS,
} from '../test-support/test-world.ts';

const URL = 'https://api.example.com/prod';
const url = { name: 'url', type: 3, value: URL };
const confirm = { name: 'confirm', type: 5, value: true };

const admins = () => createWorld({ settings: { ...SETTINGS, ADMIN_USER_IDS: ['1'], ALLOW_SECRET_WRITES: true } });

function written(value: string, customId = '/set-api-base') {
  const components = [{ type: 18, component: { type: 4, custom_id: 'text', value } }];
  return buttonInteraction('', { type: 5, data: { custom_id: customId, components } });
}

describe('a secret option', () => {
  it('is locked for its interaction, and stands in the clear neither on the queue nor in the log', async () => {
    const world = admins();
    const { body } = await interact(world, commandInteraction('set-api-base', [url, confirm]));
    expect(body).toEqual({ type: 5, data: { flags: 64 } });
    const message = CommandRequested.parse(world.queues.sent[0]?.body);
    expect(message).toMatchObject({ command: 'set-api-base', options: { confirm: true } });
    expect(unlockValue(ADMISSION_KEY, message.locked?.url ?? '', message.id)).toBe(URL);
    expect(JSON.stringify([world.queues.sent, world.logger.lines])).not.toContain('api.example');
  });

  it('that is too long is refused without being told', async () => {
    const world = admins();
    const long = { ...url, value: `${URL}${'x'.repeat(2048)}` };
    const { body } = await interact(world, commandInteraction('set-api-base', [long, confirm]));
    expect(body.data.content).toContain('`url` may have at most 2048 characters');
    expect(JSON.stringify([body, world.logger.lines])).not.toContain('api.example');
  });

  it.each([undefined, false])('that is left out opens no window while nobody confirms: %s', async (value) => {
    const world = admins();
    const options = value === undefined ? [] : [{ ...confirm, value }];
    expect((await interact(world, commandInteraction('set-api-base', options))).body.type).toBe(5);
    expect(world.queues.sent[0]?.body).toMatchObject({ command: 'set-api-base' });
  });
});

describe('the window of a command', () => {
  it('opens at once where the option is left out, without a call', async () => {
    const world = admins();
    const { body } = await interact(world, commandInteraction('set-api-base', [confirm]));
    expect(body).toMatchInlineSnapshot(`
      {
        "data": {
          "components": [
            {
              "component": {
                "custom_id": "text",
                "max_length": 2048,
                "style": 1,
                "type": 4,
              },
              "label": "Base address of the API (https)",
              "type": 18,
            },
          ],
          "custom_id": "/set-api-base",
          "title": "Set the base of the API",
        },
        "type": 9,
      }
    `);
    expect(letIn(world)).toEqual([]);
  });

  it('is the command with what was written in it', async () => {
    const world = admins();
    await interact(world, written(` ${URL} `));
    const message = CommandRequested.parse(world.queues.sent[0]?.body);
    expect(message).toMatchObject({ command: 'set-api-base', options: { confirm: true }, reply: { private: true } });
    expect(unlockValue(ADMISSION_KEY, message.locked?.url ?? '', message.id)).toBe(URL);
  });

  it('in which nothing was written is refused', async () => {
    const world = admins();
    expect((await interact(world, written('  '))).body.data.content).toContain('`url` is blank');
    expect(letIn(world)).toEqual([]);
  });

  it.each(['/plan', '/nothing', '/', '/__proto__'])('that no command has is unknown: %s', async (customId) => {
    const world = admins();
    expect((await interact(world, written(URL, customId))).body.data.content).toContain('reason_code: unknown_command');
    expect(letIn(world)).toEqual([]);
  });

  it.each([commandInteraction('set-api-base', [confirm]), written(URL)])('is for admins alone', async (sent) => {
    const world = createWorld();
    expect((await interact(world, sent)).body).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(letIn(world)).toEqual([]);
  });
});
