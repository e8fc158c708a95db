import { known } from '@valine/doctor';
import { describe, expect, it } from 'vitest';
import { findDoors } from './find-doors.ts';

const REAL = {};
const SANDBOX = { DISCORD_API_URL: 'http://127.0.0.1:4000' };
const ADDRESS = known('http://127.0.0.1:3000');

describe('where Discord has to send interactions', () => {
  it.each([
    ['of a stage on AWS', 'aws', REAL],
    ['of the local stack with the sandbox', 'local', SANDBOX],
  ] as const)('is the address %s', (_, kind, settings) => {
    expect(findDoors(kind, settings, ADDRESS, 'https://old.example/discord')).toEqual({
      interactionsUrl: known('http://127.0.0.1:3000/discord'),
      webhookUrl: known('http://127.0.0.1:3000/github/webhook'),
      knockAt: known('http://127.0.0.1:3000/discord'),
    });
  });

  it('is not known for the local stack with a real Discord: what is set is never compared with itself', () => {
    expect(findDoors('local', REAL, ADDRESS, 'https://tunnel.example/discord')).toMatchObject({
      interactionsUrl: { is: 'unknown' },
      webhookUrl: known('https://tunnel.example/github/webhook'),
      knockAt: known('https://tunnel.example/discord'),
    });
    expect(findDoors('local', REAL, ADDRESS, null)).toMatchObject({
      interactionsUrl: { is: 'unknown' },
      webhookUrl: { is: 'unknown' },
      knockAt: { is: 'unknown' },
    });
  });
});
