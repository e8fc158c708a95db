/** The App's private key changes while a function is warm. */
import { createVerify, generateKeyPairSync } from 'node:crypto';
import type { SeenRequest, StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';

const [OLD, NEW] = [rsaKeys(), rsaKeys()];
const NO_SUCH_KEY: StubResponse = { status: 401, body: { message: 'A JSON web token could not be decoded' } };

function rsaKeys() {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** `known`: by GitHub. `stored`: what SSM has; a function sees it after five minutes, or when it doubts. */
async function connectApp() {
  const world = { known: [OLD, NEW], stored: OLD, isOld: false, doubts: 0, minted: [] as string[] };
  let seen = OLD;
  const connection = await connectTo(
    (request) => {
      if (!request.path.endsWith('/access_tokens')) return { body: [] };
      const by = world.known.find(({ publicKey }) => isSignedBy(publicKey, request));
      if (by === undefined) return NO_SUCH_KEY;
      world.minted.push(by === OLD ? 'old' : 'new');
      return { status: 201, body: { token: 'ghs_1', expires_at: '2099-01-01T00:00:00Z', permissions: {} } };
    },
    { auth: { appId: '12', privateKey: OLD.privateKey, installationId: '34', freshKey } },
  );
  return { world, ...connection };

  async function freshKey(isDoubted: boolean): Promise<string> {
    if (isDoubted) world.doubts += 1;
    if (isDoubted || world.isOld) seen = world.stored;
    return seen.privateKey;
  }
}

function isSignedBy(publicKey: string, { headers }: SeenRequest): boolean {
  const [head = '', body = '', signature = ''] = String(headers.authorization).split(' ')[1]?.split('.') ?? [];
  return createVerify('RSA-SHA256').update(`${head}.${body}`).verify(publicKey, signature, 'base64url');
}

describe('a new key', () => {
  it('mints a token as soon as it is seen, and then that one is used', async () => {
    const { world, github } = await connectApp();
    await github.listOpenIssues('ready');
    world.stored = NEW;
    await github.listOpenIssues('ready');
    world.isOld = true;
    for (let time = 0; time < 2; time += 1) await github.listOpenIssues('ready');
    expect(world.minted).toEqual(['old', 'new']);
    expect(world.doubts).toBe(0);
  });

  it('is read at once where the one before is refused, and the call goes', async () => {
    const { world, github, requested } = await connectApp();
    Object.assign(world, { stored: NEW, known: [NEW] });
    expect(await github.listOpenIssues('ready')).toEqual([]);
    expect(world.minted).toEqual(['new']);
    expect(requested().filter((line) => line.includes('/issues'))).toHaveLength(1);
  });

  it('that is refused too is told, after one doubt', async () => {
    const { world, github, requested } = await connectApp();
    Object.assign(world, { stored: NEW, known: [] });
    expect(await failureOf(github.listOpenIssues('ready'))).toMatchObject({ reason: 'unauthorized', status: 401 });
    expect([world.doubts, requested().length]).toEqual([1, 2]);
  });

  it('that there is not leaves it at one refusal', async () => {
    const { world, github, requested } = await connectApp();
    world.known = [NEW];
    expect(await failureOf(github.listOpenIssues('ready'))).toMatchObject({ reason: 'unauthorized' });
    expect([world.doubts, requested().length]).toEqual([1, 1]);
  });
});
