import { describe, expect, it } from 'vitest';
import { headOf } from './from-actions-json.ts';

const SHA = '4f2a9c1d0e3b5a6978877665544332211000ffee';

describe('what a run works on', () => {
  it('is its branch, and the commit with the first line of its message', () => {
    const head_commit = { message: '\nFix the cart\n\nIt forgot its items.', author: { name: 'Ada', email: 'a@b.c' } };
    expect(headOf({ head_branch: 'main', head_sha: SHA, head_commit })).toEqual({
      head: { branch: 'main', sha: SHA, title: 'Fix the cart', author: 'Ada' },
    });
  });

  it.each([
    [{ head_branch: null, head_sha: SHA, head_commit: null }, { sha: SHA }],
    [{ head_branch: 'main', head_sha: 7, head_commit: [] }, { branch: 'main' }],
    [{ head_sha: '](https://evil.example)', head_commit: { message: 'Fix', author: null } }, { title: 'Fix' }],
    [{ head_branch: ' ', head_commit: { message: {}, author: { name: ' Ada ' } } }, { author: 'Ada' }],
  ])('is as much of it as can be read: %j', (run, head) => {
    expect(headOf(run)).toEqual({ head });
  });

  it.each([{}, null, 'run', { head_branch: '', head_sha: '', head_commit: { message: '\n', author: 'Ada' } }])(
    'is not known: %j',
    (run) => expect(headOf(run)).toEqual({}),
  );

  it('is no more than a few hundred characters of a line of megabytes', () => {
    expect(headOf({ head_branch: 'x'.repeat(2_000_000) }).head?.branch).toHaveLength(300);
  });
});
