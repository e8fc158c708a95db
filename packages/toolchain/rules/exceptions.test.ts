import { describe, expect, it } from 'vitest';
import { withoutExceptions } from './exceptions.ts';

const allowed = [{ file: 'a.ts', says: 'casts to Run', reason: 'it was asked before' }];

describe('exceptions', () => {
  it('cover the violation they name, and no other', () => {
    const other = { file: 'a.ts', line: 2, says: 'casts to Task: parse or narrow it' };
    const covered = { file: 'a.ts', line: 1, says: 'casts to Run: parse or narrow it' };
    expect(withoutExceptions([covered, other], allowed)).toEqual([other]);
  });

  it('are violations themselves once nothing needs them', () => {
    expect(withoutExceptions([], allowed)).toEqual([
      { file: 'a.ts', line: 1, says: 'has an exception nobody needs (casts to Run): remove it from exceptions.ts' },
    ]);
  });
});
