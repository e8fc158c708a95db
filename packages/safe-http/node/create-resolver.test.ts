import { expect, it } from 'vitest';
import { createResolver } from './create-resolver.ts';

it('knows this machine by the name that every system has for it, each address once', async () => {
  const addresses = await createResolver().resolve('localhost');
  expect(['127.0.0.1', '::1']).toEqual(expect.arrayContaining(addresses));
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(addresses.length).toBeGreaterThan(0);
});
