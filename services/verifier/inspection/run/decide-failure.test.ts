import { describe, expect, it } from 'vitest';
import { decideLogTail } from './decide-failure.ts';

describe('the end of a log', () => {
  it('goes to the last error, for what follows is cleaning up', () => {
    const cleaning = Array.from({ length: 100 }, (_, n) => `git config --unset ${n}`).join('\n');
    expect(decideLogTail(`one\n##[error]first\ntwo\n##[error]exit code 1\nPost job cleanup.\n${cleaning}`)).toBe(
      'one\n##[error]first\ntwo\n##[error]exit code 1',
    );
  });

  it('is as many whole lines as 1,200 characters hold', () => {
    const lines = Array.from({ length: 100 }, (_, n) => `${String(n).padStart(3, '0')} ${'x'.repeat(95)}`);
    const tail = decideLogTail(lines.join('\n'));
    expect(tail?.split('\n')).toEqual(lines.slice(-12));
    expect(tail?.length).toBeLessThanOrEqual(1200);
  });

  it('is the end of a line that is longer than that, and halves no character', () => {
    expect(decideLogTail(`a\n${'x'.repeat(5000)}`)).toBe('x'.repeat(1200));
    expect(decideLogTail(`${'🐎'.repeat(1000)}x`)?.isWellFormed()).toBe(true);
  });

  it.each(['', '\n\n', '   '])('of nothing (%j) is nothing', (log) => {
    expect(decideLogTail(log)).toBeUndefined();
  });
});
