import type { CustomCheck } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { decideCustom } from './decide-custom.ts';
import type { EndpointAnswer } from './endpoint-answer.ts';

const check: CustomCheck = { name: 'Docs', url: 'https://docs.example.com/', expect_status: 200 };
const headers = { 'x-frame-options': 'DENY', 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
const body = { text: '', coding: 'sound' as const, truncated: true };
const answer: EndpointAnswer = { status: 200, headers, ...body, ms: 250, finalUrl: check.url };

describe('a check of CUSTOM_CHECKS', () => {
  it.each<[string, Partial<CustomCheck>, Partial<EndpointAnswer>]>([
    ['status', {}, {}],
    ['status that is no 200', { expect_status: 401 }, { status: 401 }],
    ['header', { expect_header: 'X-Frame-Options' }, {}],
    ['header with a text, in any case', { expect_header: 'strict-transport-security: INCLUDESUBDOMAINS' }, {}],
    ['time', { max_ms: 250 }, {}],
  ])('is ok with the %s it wants', (_, wanted, changes) => {
    expect(decideCustom({ ...check, ...wanted }, { ...answer, ...changes })).toMatchObject({
      name: 'Docs',
      verdict: 'ok',
      ms: 250,
    });
  });

  it.each<[string, Partial<CustomCheck>, string]>([
    ['status', { expect_status: 401 }, '401 wanted'],
    ['header', { expect_header: 'X-Missing' }, 'no header X-Missing'],
    ['text in the header', { expect_header: 'X-Frame-Options: SAMEORIGIN' }, 'no header X-Frame-Options: SAMEORIGIN'],
    ['name that every object has', { expect_header: 'constructor' }, 'no header constructor'],
    ['time', { max_ms: 249 }, '250 ms, at most 249 wanted'],
  ])('is bad without the %s it wants, with what to do', (_, wanted, details) => {
    const fix: unknown = expect.stringMatching(/^[A-Z].*\.$/);
    expect(decideCustom({ ...check, ...wanted }, answer)).toMatchObject({ verdict: 'bad', status: 200, details, fix });
  });

  it.each([
    ['broken', 'gzip', 'bad'],
    ['unsure', 'zstd', 'unknown'],
    ['named', 'utf-8', 'ok'],
  ] as const)('names a coding that is %s: %s is %s', (coding, name, verdict) => {
    const seen = { ...answer, coding, headers: { 'content-encoding': name } };
    expect(decideCustom(check, seen)).toMatchObject({ verdict, details: `Content-Encoding: ${name}` });
  });

  it('is bad without an answer, and names the setting', () => {
    const seen = { problem: 'dns' as const, detail: 'It leads nowhere: correct it.', ms: 3 };
    expect(decideCustom(check, seen)).toEqual({
      ...{ name: 'Docs', verdict: 'bad', ms: 3, details: 'the host name leads nowhere' },
      fix: 'Correct CUSTOM_CHECKS. It leads nowhere: correct it.',
    });
  });
});
