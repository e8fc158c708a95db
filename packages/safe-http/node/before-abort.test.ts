import { expect, it } from 'vitest';
import { beforeAbort } from './before-abort.ts';

const never = new Promise<string>(() => {});

it('gives what the promise gives, value or error', async () => {
  const { signal } = new AbortController();
  expect(await beforeAbort(Promise.resolve('value'), signal)).toBe('value');
  await expect(beforeAbort(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
});

it('ends when the signal does', async () => {
  const controller = new AbortController();
  const waiting = beforeAbort(never, controller.signal);
  controller.abort(new Error('over'));
  await expect(waiting).rejects.toThrow('over');
});

it('does not begin when the signal has ended before', async () => {
  await expect(beforeAbort(never, AbortSignal.abort(new Error('over')))).rejects.toThrow('over');
});
