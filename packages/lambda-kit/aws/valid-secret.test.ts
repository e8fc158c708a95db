import { generateKeyPairSync } from 'node:crypto';
import { recordingLogger } from '@valine/testing';
import { expect, it } from 'vitest';
import { validSecret } from './valid-secret.ts';

const [BEFORE, AFTER] = ['the-key-before-that-is-long-enough-for-it', 'the-key-after-that-is-as-long-as-it-was'];

it('a key that is no key leaves the one before in force, is an error in the log once, and never stands there', async () => {
  const logger = recordingLogger();
  const ssm = { stored: BEFORE };
  const key = validSecret({ name: 'ADMISSION_KEY', first: BEFORE, fresh: async () => ssm.stored, logger });
  for (const stored of [`${AFTER},${BEFORE}`, 'too short']) {
    ssm.stored = stored;
    expect([await key(), await key(true)]).toEqual([BEFORE, BEFORE]);
  }
  expect(logger.lines).toMatchObject([{ level: 'error' }, { level: 'error' }]);
  expect(JSON.stringify(logger.lines)).not.toContain(AFTER);
  ssm.stored = `${AFTER} ${BEFORE}`;
  expect(await key()).toBe(ssm.stored);
});

it('a private key is what was meant, however it is written', async () => {
  const { privateKey: pem } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const logger = recordingLogger();
  const ssm = { stored: 'no key' };
  const key = validSecret({ name: 'GITHUB_APP_PRIVATE_KEY', first: 'before', fresh: async () => ssm.stored, logger });
  expect(await key()).toBe('before');
  ssm.stored = pem.replaceAll('\n', '\\n');
  expect([await key(), await key(true)]).toEqual([pem, pem]);
  expect(logger.lines).toHaveLength(1);
});
