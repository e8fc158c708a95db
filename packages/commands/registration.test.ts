/** What is registered stays inside Discord's limits, for every command there is. */
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue/index.ts';
import { defineCommand } from './define-command.ts';
import { registrationPayload } from './registration.ts';

/** https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const payload = registrationPayload();

describe.each(payload.map((command) => [command.name, command] as const))('/%s', (name, command) => {
  const named = [command, ...command.options];

  it('is registered under the name it is looked up by', () => {
    expect(Object.entries(catalogue).find(([, { name: given }]) => given === name)?.[0]).toBe(name);
  });

  it('has names and descriptions that Discord takes', () => {
    for (const { name, description } of named) {
      expect(name).toMatch(NAME);
      expect(name).toBe(name.toLowerCase());
      expect(description.length).toBeGreaterThan(0);
      expect(description.length).toBeLessThanOrEqual(100);
    }
  });

  it('has at most 25 options, each once, the required ones first', () => {
    expect(command.options.length).toBeLessThanOrEqual(25);
    expect(new Set(command.options.map((option) => option.name)).size).toBe(command.options.length);
    expect(command.options.map((option) => option.required).join()).toMatch(/^(true,?)*(false,?)*$/);
  });

  it('counts at most 8,000 characters', () => {
    const characters = named.flatMap(({ name, description }) => [name, description]).join('').length;
    expect(characters).toBeLessThanOrEqual(8000);
  });
});

const every = defineCommand({
  name: 'every',
  description: 'Every kind of option',
  details: 'For this test.',
  access: 'everyone',
  private: false,
  options: {
    wait: { kind: 'boolean', description: 'Wait', required: false },
    count: { kind: 'integer', description: 'Count', required: false, min: 1, max: 3 },
    run_id: { kind: 'text', description: 'Run', required: true, maxLength: 64, completes: 'runs' },
  },
});

describe('the payload', () => {
  it('has every command once, at most 100', () => {
    expect(payload.map(({ name }) => name)).toEqual(Object.keys(catalogue));
    expect(payload.length).toBeLessThanOrEqual(100);
  });

  it('says what each option takes', () => {
    expect(registrationPayload({ every })).toEqual([
      {
        type: 1,
        name: 'every',
        description: 'Every kind of option',
        options: [
          {
            type: 3,
            name: 'run_id',
            description: 'Run',
            required: true,
            min_length: 1,
            max_length: 64,
            autocomplete: true,
          },
          { type: 5, name: 'wait', description: 'Wait', required: false },
          { type: 4, name: 'count', description: 'Count', required: false, min_value: 1, max_value: 3 },
        ],
        default_member_permissions: null,
        contexts: [0],
        integration_types: [0],
      },
    ]);
  });

  it('shows admin commands to those who may manage the server', () => {
    const admin = defineCommand({ ...catalogue.help, name: 'secret', access: 'admin' });
    expect(registrationPayload({ admin })[0]?.default_member_permissions).toBe('32');
  });
});
