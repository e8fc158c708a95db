/** A delivery is GitHub's when its HMAC holds over the raw bytes; whatever is wrong is false, and nothing throws. */
import { createHmac } from 'node:crypto';
import { Webhooks } from '@octokit/webhooks';
import { describe, expect, it } from 'vitest';
import { createWebhookVerifier } from './verify-webhook.ts';

const verify = createWebhookVerifier('It’s a secret to everybody');
const body = Buffer.concat([Buffer.from('{"title":"žluťoučký 🐎"}'), Buffer.from([0xff, 0xc3, 0x28])]);
const digest = (secret: string, algorithm = 'sha256') => createHmac(algorithm, secret).update(body).digest('hex');
const hex = digest('It’s a secret to everybody');

describe('a delivery', () => {
  it('is GitHub’s own example', () => {
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const example = createWebhookVerifier("It's a Secret to Everybody");
    expect(example({ signature, body: Buffer.from('Hello, World!') })).toBe(true);
  });

  it('is what Octokit signs, and what we take Octokit takes', async () => {
    const octokit = new Webhooks({ secret: 'It’s a secret to everybody' });
    const text = '{"title":"žluťoučký 🐎"}';
    const signature = await octokit.sign(text);
    expect(verify({ signature, body: Buffer.from(text) })).toBe(true);
    expect(verify({ signature, body: Buffer.from(`${text} `) })).toBe(await octokit.verify(`${text} `, signature));
  });

  it('is GitHub’s over bytes that are not UTF-8', () => {
    expect(verify({ signature: `sha256=${hex}`, body })).toBe(true);
  });

  it.each([
    ['no signature', undefined],
    ['an empty signature', ''],
    ['no algorithm', hex],
    ['SHA-1', `sha1=${digest('It’s a secret to everybody', 'sha1')}`],
    ['another secret', `sha256=${digest('guess')}`],
    ['half a digest', `sha256=${hex.slice(32)}`],
    ['an odd number of digits', `sha256=${hex.slice(1)}`],
    ['digits left over', `sha256=${hex}00`],
    ['a line break after it', `sha256=${hex}\n`],
    ['letters that are no hex', `sha256=${'g'.repeat(64)}`],
    ['two headers, joined', `sha256=${hex}, sha256=${hex}`],
  ])('is not with %s', (_, signature) => {
    expect(verify({ signature, body })).toBe(false);
  });

  it('is not with a changed body', () => {
    expect(verify({ signature: `sha256=${hex}`, body: Buffer.from(body.toString('utf8')) })).toBe(false);
  });

  it('cannot be verified with an empty secret', () => {
    expect(() => createWebhookVerifier('')).toThrow('GITHUB_WEBHOOK_SECRET');
  });
});
