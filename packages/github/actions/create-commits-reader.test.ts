import { describe, expect, it } from 'vitest';
import { connectTo } from '../test-connection.ts';
import { fromComparisonJson } from './create-commits-reader.ts';

const url = 'https://github.com/acme/web/compare/a1b2c3d...d4e5f6a';
const COMPARED = { status: 'ahead', ahead_by: 3, behind_by: 0, total_commits: 3, html_url: url, commits: [] };

describe('two commits', () => {
  it('are compared without what has changed in files', async () => {
    const { actions, requested } = await connectTo({ body: COMPARED });
    const found = await actions.compareCommits('a1b2c3d', 'd4e5f6a', 1000);
    expect(found).toEqual({ status: 'ahead', ahead: 3, behind: 0, url });
    expect(requested()).toEqual(['GET /repos/acme/web/compare/a1b2c3d...d4e5f6a?per_page=1&page=2']);
  });

  it('that have no history in common, or of which one is gone, compare with nothing', async () => {
    const { actions } = await connectTo({ status: 404, body: { message: 'No common ancestor' } });
    expect(await actions.compareCommits('a1b2c3d', 'd4e5f6a', 1000)).toBeUndefined();
  });
});

it.each([
  [
    { status: 'behind', total_commits: 0, behind_by: 2 },
    { status: 'behind', ahead: 0, behind: 2 },
  ],
  [
    { status: 'of tomorrow', ahead_by: 4, total_commits: '4' },
    { status: 'unknown', ahead: 4 },
  ],
  [{ status: null, total_commits: -1, behind_by: 1.5, html_url: 7 }, { status: 'unknown' }],
  [{ status: 'identical', html_url: 'javascript:alert(1)' }, { status: 'identical' }],
  [[], { status: 'unknown' }],
  [null, { status: 'unknown' }],
])('of %j as much is known as can be read', (json, comparison) => {
  expect(fromComparisonJson(json)).toEqual(comparison);
});
