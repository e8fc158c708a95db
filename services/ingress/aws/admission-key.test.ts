/** The key that ingress signs with, while somebody changes it. */
import { manualClock } from '@valine/testing';
import { expect, it } from 'vitest';
import { freshAdmissionKey } from './admission-key.ts';

const OLD_MS = 5 * 60_000;
const [BEFORE, AFTER] = ['the-key-before-that-is-long-enough-for-it', 'the-key-after-that-is-as-long-as-it-was'];

/** `stored`: what SSM has; undefined where it does not answer. */
function testKey() {
  const clock = manualClock();
  const ssm = { stored: BEFORE as string | undefined, reads: 0 };
  const read = async () => {
    ssm.reads += 1;
    if (ssm.stored === undefined) throw new Error('SSM does not answer');
    return { ADMISSION_KEY: ssm.stored };
  };
  return { clock, ssm, key: freshAdmissionKey(read, read, clock) };
}

it('is read once while it is young', async () => {
  const { clock, ssm, key } = testKey();
  expect([await key(), await key()]).toEqual([BEFORE, BEFORE]);
  clock.advance(OLD_MS - 1);
  await key();
  expect(ssm.reads).toBe(1);
});

it('is read again after five minutes, and nobody waits for it', async () => {
  const { clock, ssm, key } = testKey();
  await key();
  ssm.stored = `${AFTER} ${BEFORE}`;
  clock.advance(OLD_MS);
  expect(await key()).toBe(BEFORE);
  await expect.poll(key).toBe(`${AFTER} ${BEFORE}`);
  expect(ssm.reads).toBe(2);
});

it('stays as it was while it cannot be read, and is not asked for at each use', async () => {
  const { clock, ssm, key } = testKey();
  await key();
  ssm.stored = undefined;
  clock.advance(OLD_MS);
  await key();
  await expect.poll(() => ssm.reads).toBe(2);
  expect([await key(), ssm.reads]).toEqual([BEFORE, 2]);
});

it('that could not be read at first is asked for again', async () => {
  const { ssm, key } = testKey();
  ssm.stored = undefined;
  await expect(key()).rejects.toThrow('SSM does not answer');
  ssm.stored = BEFORE;
  expect(await key()).toBe(BEFORE);
});
