/** Every function with its real adapters: whatever people write and others answer, no secret leaves by any of its sinks. */
import { SERVICES } from '@valine/settings';
import { expect, it } from 'vitest';
import { findLeaks } from './find-leaks.ts';
import { SINKS } from './sinks.ts';

it.each(SERVICES)(
  '%s lets no secret out',
  async (service) => {
    expect(await findLeaks(service)).toEqual([]);
  },
  60_000,
);

it.each(SINKS)(
  '$name: without it, a secret gets out',
  async ({ service, ...edit }) => {
    expect(await findLeaks(service, edit)).not.toEqual([]);
  },
  60_000,
);
