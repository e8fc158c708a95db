import { describe, expect, it } from 'vitest';
import type { Outcome } from '../lambda/protocol.ts';
import { decideDone } from './decide-done.ts';

const BATCH = ['a', 'b', 'c'];
const answered = (answer: unknown): Outcome => ({ kind: 'result', payload: JSON.stringify(answer) });
const failures = (...ids: unknown[]) =>
  answered({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });
const error = { errorType: 'Error', errorMessage: 'no' };

describe('with ReportBatchItemFailures', () => {
  it.each<[string, Outcome, string[]]>([
    ['no answer finishes all', answered(null), BATCH],
    ['an empty object finishes all', answered({}), BATCH],
    ['a null list finishes all', answered({ batchItemFailures: null }), BATCH],
    ['an empty list finishes all', failures(), BATCH],
    ['a listed message stays', failures('b'), ['a', 'c']],
    ['an unknown id keeps the whole batch', failures('b', 'x'), []],
    ['an empty id keeps the whole batch', failures(''), []],
    ['a missing id keeps the whole batch', answered({ batchItemFailures: [{}] }), []],
    ['a list that is none keeps the whole batch', answered({ batchItemFailures: 'b' }), []],
    ['an answer that is no object keeps the whole batch', answered('ok'), []],
    ['an error keeps the whole batch', { kind: 'error', error }, []],
    ['a time-out keeps the whole batch', { kind: 'timeout', error }, []],
  ])('%s', (_, outcome, done) => {
    expect(decideDone(BATCH, outcome, true)).toEqual(done);
  });
});

describe('without it', () => {
  it('any answer finishes all', () => {
    expect(decideDone(BATCH, failures('b'), false)).toEqual(BATCH);
  });

  it('an error keeps all', () => {
    expect(decideDone(BATCH, { kind: 'error', error }, false)).toEqual([]);
  });
});
