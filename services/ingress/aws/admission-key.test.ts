/** The key that ingress signs with, while somebody changes it. */
import { manualClock, recordingLogger } from '@valine/testing';
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
  const logger = recordingLogger();
  return { clock, ssm, logger, key: freshAdmissionKey(read, read, clock, logger) };
}

it('is read once while it is young', async () => {
  const { clock, ssm, key } = testKey();
  expect([await key(), await key()]).toEqual([BEFORE, BEFORE]);
  clock.advance(OLD_MS - 1);
  await key();
  expect(ssm.reads).toBe(1);
});

it('is read again after five minutes, once, and nobody signs with the one before any more', async () => {
  const { clock, ssm, key } = testKey();
  await key();
  ssm.stored = AFTER;
  clock.advance(OLD_MS);
  expect(await Promise.all([key(), key()])).toEqual([AFTER, AFTER]);
  expect(ssm.reads).toBe(2);
});

it('that others read long before its first use is read again then', async () => {
  const clock = manualClock();
  const read = async () => ({ ADMISSION_KEY: AFTER });
  const key = freshAdmissionKey(async () => ({ ADMISSION_KEY: BEFORE }), read, clock, recordingLogger());
  clock.advance(OLD_MS);
  expect(await key()).toBe(AFTER);
});

it.each([undefined, 'too short', `${AFTER},${BEFORE}`])(
  'stays as it was where %s is stored, which is an error in the log, and is not asked for at each use',
  async (stored) => {
    const { clock, ssm, logger, key } = testKey();
    await key();
    ssm.stored = stored;
    clock.advance(OLD_MS);
    expect([await key(), await key(), ssm.reads]).toEqual([BEFORE, BEFORE, 2]);
    expect(logger.lines).toMatchObject([{ level: 'error' }]);
    ssm.stored = AFTER;
    clock.advance(30_000);
    expect(await key()).toBe(AFTER);
  },
);

it('that could not be read at first is asked for again', async () => {
  const { ssm, key } = testKey();
  ssm.stored = undefined;
  await expect(key()).rejects.toThrow('SSM does not answer');
  ssm.stored = BEFORE;
  expect(await key()).toBe(BEFORE);
});
