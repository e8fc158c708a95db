import { recordingLogger } from '@valine/testing';
import { expect, it } from 'vitest';
import { validAdmissionKey } from './valid-admission-key.ts';

const [BEFORE, AFTER] = ['the-key-before-that-is-long-enough-for-it', 'the-key-after-that-is-as-long-as-it-was'];

it('a key that is no key leaves the one before in force, is an error in the log once, and never stands there', async () => {
  const logger = recordingLogger();
  const ssm = { stored: BEFORE };
  const key = validAdmissionKey(BEFORE, async () => ssm.stored, logger);
  for (const stored of [`${AFTER},${BEFORE}`, 'too short']) {
    ssm.stored = stored;
    expect([await key(), await key(true)]).toEqual([BEFORE, BEFORE]);
  }
  expect(logger.lines).toMatchObject([{ level: 'error' }, { level: 'error' }]);
  expect(JSON.stringify(logger.lines)).not.toContain(AFTER);
  ssm.stored = `${AFTER} ${BEFORE}`;
  expect(await key()).toBe(ssm.stored);
});
