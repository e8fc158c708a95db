import { describe, expect, it } from 'vitest';
import { decideApi } from './decide-api.ts';
import type { EndpointAnswer } from './endpoint-answer.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const answer = (changes: Partial<EndpointAnswer> = {}): EndpointAnswer => ({
  ...{ status: 200, headers: JSON_TYPE, text: '{"ok":true}', truncated: false, ms: 61 },
  ...{ finalUrl: 'https://api.example.com/health', ...changes },
});

describe('a route of the API', () => {
  it.each<[string, Partial<EndpointAnswer>]>([
    ['JSON', {}],
    ['JSON of its own kind', { headers: { 'content-type': 'application/health+json' } }],
    ['a word', { headers: { 'content-type': 'text/plain' }, text: 'OK' }],
    ['JSON by an old name', { headers: { 'content-type': 'text/json' } }],
  ])('that answers 200 with %s is ok', (_, changes) => {
    expect(decideApi('/health', answer(changes))).toMatchObject({ name: 'API /health', verdict: 'ok', status: 200 });
  });

  it.each<[string, Partial<EndpointAnswer>, string]>([
    ['a web page, as fallbacks do', { headers: { 'content-type': 'text/html' }, text: '<html>' }, 'text/html'],
    ['a web page that does not say so', { headers: {}, text: '\n<!DOCTYPE html>\n<html>' }, 'text/html'],
    ['XML', { headers: { 'content-type': 'application/xml' } }, 'application/xml'],
    ['XML as text', { headers: { 'content-type': 'text/xml; charset=utf-8' } }, 'text/xml'],
    ['a picture', { headers: { 'content-type': 'image/png' } }, 'image/png'],
    ['bytes', { headers: { 'content-type': 'application/octet-stream' } }, 'application/octet-stream'],
    ['a script', { headers: { 'content-type': 'text/javascript' } }, 'text/javascript'],
    ['no type', { headers: {}, text: '{"ok":true}' }, 'no content type'],
    ['words without end', { headers: { 'content-type': 'text/plain' }, truncated: true }, 'more than 64 KB'],
    ['JSON that is none', { text: '<html>' }, 'says JSON and is not'],
    ['half of its JSON', { text: '{"ok":' }, 'says JSON and is not'],
    ['nothing but the type', { text: '' }, 'says JSON and is not'],
    ['a stream without end', { truncated: true }, 'more than 64 KB'],
    ['204', { status: 204 }, '200 wanted'],
    ['a redirect to nowhere', { status: 302 }, '200 wanted'],
    ['401', { status: 401 }, '200 wanted'],
    ['403', { status: 403 }, '200 wanted'],
    ['404', { status: 404 }, '200 wanted'],
    ['429', { status: 429 }, '200 wanted'],
    ['503', { status: 503 }, '200 wanted'],
  ])('that answers with %s is bad, with what to do', (_, changes, details) => {
    const fix: unknown = expect.stringMatching(/^[A-Z/].*\.$/);
    expect(decideApi('/health', answer(changes))).toMatchObject({ verdict: 'bad', ms: 61, details, fix });
  });

  it('that packs its JSON in a way nobody asked for is unknown', () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'zstd' };
    expect(decideApi('/health', answer({ headers, text: undefined }))).toMatchObject({
      verdict: 'unknown',
      details: 'cannot be read (Content-Encoding: zstd)',
    });
  });

  it('is unknown without an address', () => {
    expect(decideApi('/hello', undefined)).toMatchObject({ verdict: 'unknown', details: 'VITE_API_BASE is not set' });
  });

  it('shows no more of a type than fits', () => {
    const headers = { 'content-type': `text/${'x'.repeat(100_000)}` };
    expect(decideApi('/hello', answer({ headers })).details).toHaveLength(160);
  });
});
