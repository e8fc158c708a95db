import { describe, expect, it } from 'vitest';
import { buildSummary, CORRELATION_ID } from '../test-inspection.ts';
import { fencedBlocks, hasRepeatedKeys, parseSummary } from './summary.ts';

const parse = (text: string) => parseSummary(text, CORRELATION_ID);
const kindOf = (changes: Record<string, unknown>) => parse(buildSummary(changes)).kind;
const checks = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, { ok: true }]));

describe('a summary', () => {
  it.each<[string, Record<string, unknown>]>([
    ['as the workflow writes it', {}],
    ['with fields nobody knows', { version: 3, checks: { oidc: { ok: true, extra: [] } } }],
    ['with null for what is not known', { api_base: null, checks: { oidc: { ok: false, status: null, ms: null } } }],
    ['without what it need not say', { durations: undefined, conclusion: undefined, requester: undefined }],
    ['with thirty checks', { checks: checks(30) }],
  ])('%s is read', (_, changes) => {
    expect(kindOf(changes)).toBe('summary');
  });

  it.each<[string, Record<string, unknown>]>([
    ['no checks', { checks: undefined }],
    ['a list of checks', { checks: [{ ok: true }] }],
    ['more checks than fit', { checks: checks(31) }],
    ['no correlation id', { correlation_id: undefined }],
    ['a correlation id that is a number', { correlation_id: 1 }],
  ])('with %s has another shape', (_, changes) => {
    expect(kindOf(changes)).toBe('other_shape');
  });

  it('with odd fields is read: what is odd is not known, the rest is', () => {
    const checks = {
      ...{ oidc: { ok: true, status: 'Deployed', ms: '87', details: 7 }, s3_read: { ok: 'true', status: 200 } },
      ...{ cloudfront: 'ok', api_health: null, '': { ok: true, status: 1e9, ms: -1 }, ['x'.repeat(61)]: { ok: false } },
    };
    const durations = { total_s: '21', steps: { oidc: -1, s3_read: 0.8 } };
    const found = parse(buildSummary({ checks, durations, conclusion: 7, api_base: [] }));
    expect(found).toEqual({
      kind: 'summary',
      summary: {
        correlation_id: CORRELATION_ID,
        checks: {
          ...{ oidc: { ok: true }, s3_read: { status: 200 }, cloudfront: {}, api_health: {} },
          ...{ '': { ok: true }, ['x'.repeat(61)]: { ok: false } },
        },
        durations: { steps: { s3_read: 0.8 } },
      },
    });
  });

  it.each(['[]', 'null', '7', '"text"'])('that is %s has another shape', (text) => {
    expect(parse(text).kind).toBe('other_shape');
  });

  it.each(['', '<html>', '{"correlation_id":', '{} {}', '\u0000'])('that is %j is not JSON', (text) => {
    expect(parse(text).kind).toBe('not_json');
  });

  it('that gives a field twice is not believed: which of both is meant?', () => {
    const text = buildSummary({ checks: { oidc: { ok: false } } }).replace('"ok":false', '"ok":false,"ok":true');
    expect(parse(text).kind).toBe('repeated_keys');
  });

  it('of another run is told from ours by its correlation id, whatever the case', () => {
    expect(kindOf({ correlation_id: '00000000-1111-4222-8333-944455556666' })).toBe('other_correlation_id');
    expect(kindOf({ correlation_id: CORRELATION_ID.toUpperCase() })).toBe('other_correlation_id');
    expect(parseSummary(buildSummary(), undefined).kind).toBe('other_correlation_id');
  });

  it('cannot reach what every object has', () => {
    const text = buildSummary().replace('"checks":{', '"checks":{"__proto__":{"ok":true},');
    const found = parse(text);
    expect(found.kind === 'summary' && Object.getPrototypeOf(found.summary.checks)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('ok');
  });
});

const repeats = (text: string) => hasRepeatedKeys(text, JSON.parse(text));

describe('a key that is given twice', () => {
  it.each([
    '{"ok":false,"ok":true}',
    '{"a":{"ok":false , "ok" : true}}',
    '[{"a":1},{"b":{"x":1,"x":1}}]',
    '{"ok":1,"\\u006fk":2}',
    '{"__proto__":1,"__proto__":2}',
  ])('is found in %s', (text) => {
    expect(repeats(text)).toBe(true);
  });

  it.each([
    '{}',
    'null',
    '"a:b"',
    '[null,"x",0]',
    '{"a":{"ok":1},"b":{"ok":1},"c":[{"ok":1},{"ok":1}]}',
    '{"a":"\\"ok\\":1, \\"ok\\":2","b\\\\":":"}',
    '{"__proto__":{"constructor":1}}',
    `${'['.repeat(100_000)}{"a":1}${']'.repeat(100_000)}`,
  ])('is not there in %s', (text) => {
    expect(repeats(text)).toBe(false);
  });
});

describe('the fenced blocks of a text', () => {
  it.each<[string, string, string[]]>([
    ['are what stands between the fences', 'a\n```json\n{\n}\n```\nb', ['{\n}']],
    ['come in their order', '```json\n1\n```\n```json\n2\n```', ['1', '2']],
    ['may be indented, and in capitals', '  ```JSON \r\n1\r\n  ```\r\n', ['1']],
    ['are only those of JSON', '```\n1\n```\n```yaml\n2\n```\n```jsonc\n3\n```', []],
    ['begin anew at another fence', '```json\n1\n```json\n2\n```', ['2']],
    ['have an end', '```json\n1', []],
    ['may be empty', '```json\n```', ['']],
    ['are no fences within a line', 'say ```json\n1\n```', []],
  ])('%s', (_, text, blocks) => {
    expect(fencedBlocks(text)).toEqual(blocks);
  });

  it.each(['```json\n', '`', ' ', '\n', '```json ```'])('are found at once in a megabyte of %j', (part) => {
    expect(fencedBlocks(part.repeat(1_000_000 / part.length))).toEqual([]);
  });
});
