/** What of a message ingress answers for: all of it, for a while. */
import { type ButtonPressed, type CommandRequested, DispatchMessage } from '@valine/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAdmission, type Interaction, signAdmission } from './admission.ts';

const KEY = 'a key of a test, long enough for it';
const NOW = 1_760_000_000_000;
const DAY_MS = 86_400_000;
const ALLOWED = { now: NOW + 1000, maxAgeMs: DAY_MS };
const PLACE = { guildId: '10', channelIds: ['500', '400'] };

const reply = {
  interactionId: '1',
  applicationId: '77',
  token: 'token',
  tokenExpiresAt: NOW + 900_000,
  channelId: '500',
  guildId: '10',
  private: false,
};
const person = { id: '1', name: 'Ada', roles: ['20', '21'] };
const command: CommandRequested = {
  type: 'command.requested',
  id: '1',
  command: 'deploy-client',
  options: { api_base: 'https://api.example.com', wait: true },
  person,
  reply,
  requestedAt: NOW,
};
const press: ButtonPressed = {
  type: 'button.pressed',
  id: '2',
  button: 'agent-answer',
  argument: 'plan-1-7',
  values: ['1'],
  text: 'Yes',
  person,
  reply,
  pressedAt: NOW,
};

describe.each<[string, Interaction]>([
  ['a command', command],
  ['a press', press],
])('%s that ingress let in', (_, asked) => {
  const signed = signAdmission(KEY, asked, PLACE);

  it('is known, whatever the order of its fields', () => {
    const onTheWay = JSON.parse(JSON.stringify(signed));
    const reordered = Object.fromEntries(Object.entries(onTheWay).toReversed()) as Interaction;
    expect(checkAdmission(KEY, onTheWay, ALLOWED)).toBeUndefined();
    expect(checkAdmission(KEY, reordered, ALLOWED)).toBeUndefined();
  });

  it('is not without its admission, nor with that of another message or key', () => {
    const { admission: _, ...unsigned } = signed;
    const other = signAdmission(KEY, { ...asked, id: '3' }, PLACE);
    expect(checkAdmission(KEY, unsigned as Interaction, ALLOWED)).toBe('missing');
    expect(checkAdmission(KEY, { ...signed, admission: other.admission }, ALLOWED)).toBe('altered');
    expect(checkAdmission('another key, as long as the first is', signed, ALLOWED)).toBe('altered');
  });

  it('is known for as long as is allowed, and no longer', () => {
    expect(checkAdmission(KEY, signed, { now: NOW + DAY_MS, maxAgeMs: DAY_MS })).toBeUndefined();
    expect(checkAdmission(KEY, signed, { now: NOW + DAY_MS + 1, maxAgeMs: DAY_MS })).toBe('expired');
  });

  it('can be altered in nothing', () => {
    const paths = pathsOf(signed);
    expect(paths.length).toBeGreaterThan(15);
    const other = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant([]), fc.constant(undefined));
    fc.assert(
      fc.property(fc.constantFrom(...paths), other, (path, to) => {
        const read = DispatchMessage.safeParse(changed(signed, path, to));
        if (!read.success || JSON.stringify(read.data) === JSON.stringify(signed)) return;
        expect(checkAdmission(KEY, read.data as Interaction, ALLOWED)).toBeDefined();
      }),
      { numRuns: 2000 },
    );
  });
});

/** Of every field, and of every item of a list. */
function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[key], ...pathsOf(inner).map((path) => [key, ...path])]);
}

function changed(value: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  const entries = Object.entries(value as object);
  const altered = entries.map(([name, inner]) => [name, name === key ? changed(inner, rest, to) : inner] as const);
  return Array.isArray(value) ? altered.map(([, inner]) => inner) : Object.fromEntries(altered);
}
