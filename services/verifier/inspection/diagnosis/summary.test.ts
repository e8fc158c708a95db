import { describe, expect, it } from 'vitest';
import { buildSummary, CORRELATION_ID } from '../test-inspection.ts';
import { parseSummary } from './summary.ts';

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
    ['a check that is only a word', { checks: { oidc: 'ok' } }],
    ['a check that says ok in words', { checks: { oidc: { ok: 'true' } } }],
    ['a check without ok', { checks: { oidc: { status: 200 } } }],
    ['a check without a name', { checks: { '': { ok: true } } }],
    ['a check with a name without end', { checks: { ['x'.repeat(61)]: { ok: true } } }],
    ['more checks than fit', { checks: checks(31) }],
    ['a status that is none', { checks: { oidc: { ok: true, status: 1e9 } } }],
    ['a duration that is none', { durations: { total_s: -1 } }],
    ['no correlation id', { correlation_id: undefined }],
    ['a correlation id that is a number', { correlation_id: 1 }],
  ])('with %s has another shape', (_, changes) => {
    expect(kindOf(changes)).toBe('other_shape');
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
