import { describe, expect, it } from 'vitest';
import { decideApi } from './decide-api.ts';
import type { EndpointAnswer } from './endpoint-answer.ts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const GZIP = { headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } };
const PAGE = '\n<!DOCTYPE html>\n<html>';
const answer = (changes: Partial<EndpointAnswer> = {}): EndpointAnswer => ({
  ...{ status: 200, headers: JSON_TYPE, text: '{"ok":true}', coding: 'sound', truncated: false, ms: 61 },
  ...{ finalUrl: 'https://api.example.com/health', ...changes },
});

describe('a route of the API', () => {
  it.each<[string, Partial<EndpointAnswer>]>([
    ['JSON', {}],
    ['JSON of its own kind', { headers: { 'content-type': 'application/health+json' } }],
    ['bare words, as API Gateway sends them', { text: 'Hello from Lambda!' }],
    ['a word that a framework calls a web page', { headers: { 'content-type': 'text/html' }, text: 'OK' }],
    ['a word', { headers: { 'content-type': 'text/plain' }, text: 'OK' }],
    ['JSON by an old name', { headers: { 'content-type': 'text/json' } }],
  ])('that answers 200 with %s is ok', (_, changes) => {
    expect(decideApi('/health', answer(changes))).toMatchObject({ name: 'API /health', verdict: 'ok', status: 200 });
  });

  it.each<[string, Partial<EndpointAnswer>, string]>([
    ['a web page, as fallbacks do', { headers: { 'content-type': 'text/html' }, text: '<html>' }, 'text/html'],
    ['a web page that does not say so', { headers: {}, text: PAGE }, 'a web page, called no content type'],
    ['a web page that says JSON', { text: PAGE }, 'a web page, called application/json'],
    ['JSON that says web page', { headers: { 'content-type': 'text/html' } }, 'text/html'],
    ['what no browser can unpack', { text: undefined, coding: 'broken', ...GZIP }, 'Content-Encoding: gzip'],
    ['what is packed and does not say so', { text: '\u001f\uFFFD\b' }, 'bytes that are no text'],
    ['XML', { headers: { 'content-type': 'application/xml' } }, 'application/xml'],
    ['XML as text', { headers: { 'content-type': 'text/xml; charset=utf-8' } }, 'text/xml'],
    ['a picture', { headers: { 'content-type': 'image/png' } }, 'image/png'],
    ['bytes', { headers: { 'content-type': 'application/octet-stream' } }, 'application/octet-stream'],
    ['a script', { headers: { 'content-type': 'text/javascript' } }, 'text/javascript'],
    ['no type', { headers: {}, text: '{"ok":true}' }, 'no content type'],
    ['words without end', { headers: { 'content-type': 'text/plain' }, truncated: true }, 'more than 64 KB'],
    ['JSON that is none', { text: '<Error/>' }, 'says JSON and is not'],
    ['half of its JSON', { text: '{"ok":' }, 'says JSON and is not'],
    ['nothing but the type', { text: '' }, 'an empty body'],
    ['nothing', { headers: { 'content-type': 'text/plain' }, text: '\n' }, 'an empty body'],
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

  it('that packs its JSON in a way that not every browser knows is unknown', () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'aws-chunked,gzip' };
    expect(decideApi('/health', answer({ headers, coding: 'unsure' }))).toMatchObject({
      verdict: 'unknown',
      details: 'Content-Encoding: aws-chunked,gzip',
    });
  });

  it('that names a coding which is none is ok, and shows it', () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'utf-8' };
    expect(decideApi('/health', answer({ headers, coding: 'named' }))).toMatchObject({
      verdict: 'ok',
      details: 'application/json, Content-Encoding: utf-8',
    });
  });

  it.each([
    ['MissingAuthenticationTokenException', '{"message":"Missing Authentication Token"}', 'no such route or stage'],
    [undefined, '{"message":"Forbidden"}', 'API key'],
    [undefined, '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'a page or a file store'],
    [undefined, '{"message":"User is not authorized to access this resource"}', 'without credentials'],
  ])('that refuses with %s, %s, gets advice that fits: %s', (type, text, advice) => {
    const headers = { ...JSON_TYPE, ...(type === undefined ? {} : { 'x-amzn-errortype': type }) };
    const { fix } = decideApi('/health', answer({ status: 403, headers, text }), 'api_base');
    expect(fix).toContain(advice);
  });

  it('is unknown without an address', () => {
    expect(decideApi('/hello', undefined)).toMatchObject({ verdict: 'unknown', details: 'VITE_API_BASE is not set' });
  });

  it('shows no more of a type than fits', () => {
    const headers = { 'content-type': `text/${'x'.repeat(100_000)}` };
    expect(decideApi('/hello', answer({ headers })).details).toHaveLength(160);
  });
});
