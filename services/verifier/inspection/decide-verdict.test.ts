import type { CheckVerdict } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { decideVerdict } from './decide-verdict.ts';

describe('a report', () => {
  it.each<[CheckVerdict, string | null, CheckVerdict[]]>([
    ['ok', 'success', ['ok', 'ok']],
    ['bad', 'success', ['ok', 'bad', 'unknown']],
    ['bad', 'failure', ['ok']],
    ['bad', 'cancelled', []],
    ['bad', 'timed_out', ['unknown']],
    ['bad', 'neutral', ['ok']],
    ['bad', null, ['bad']],
    ['unknown', 'success', ['ok', 'unknown']],
    ['unknown', 'success', []],
    ['unknown', null, ['ok']],
  ])('is %s of a run that ended with %s and checks that are %j', (verdict, conclusion, checks) => {
    expect(decideVerdict({ conclusion, checks: checks.map((verdict) => ({ verdict })) })).toBe(verdict);
  });
});
