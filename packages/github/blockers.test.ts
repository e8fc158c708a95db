import { describe, expect, it } from 'vitest';
import { fromIssueJson } from './create-github.ts';
import { connectTo } from './test-connection.ts';

const issue = (number: number, more: object = {}) => ({
  number,
  state: 'open',
  labels: [],
  repository_url: 'https://api.github.com/repos/acme/web',
  ...more,
});

describe('what blocks an issue', () => {
  it('is asked of GitHub where it counts some, and only what is open counts', async () => {
    const api = { repository_url: 'https://api.github.com/repos/acme/api' };
    const { github, requested } = await connectTo({
      body: [issue(7), issue(8, { state: 'closed' }), issue(9, api), { state: 'open' }, null],
    });
    expect(await github.findOpenBlockers({ number: 2, body: 'blocked by #5', openBlockers: 2 })).toEqual({
      open: [{ number: 7 }, { number: 9, repository: 'acme/api' }],
    });
    expect(requested()).toEqual(['GET /repos/acme/web/issues/2/dependencies/blocked_by?per_page=100']);
  });

  it('is what its text names, where the repository has no dependencies of issues', async () => {
    const answers: Record<string, object> = { '/5': issue(5), '/6': issue(6, { state: 'closed' }) };
    const { github, requested } = await connectTo(({ path }) => {
      const body = answers[path.slice(path.lastIndexOf('/'))];
      return body === undefined ? { status: 404, body: { message: 'Not Found' } } : { body };
    });
    const body =
      'Blocked by #5. blocked by: #6\nBlocked By #404, blocked by #5 and blocked by #2; not blocked by 8 or #9';
    expect(await github.findOpenBlockers({ number: 2, body })).toEqual({ open: [{ number: 5 }] });
    expect(requested().toSorted()).toEqual(['404', '5', '6'].map((number) => `GET /repos/acme/web/issues/${number}`));
  });

  it('is nothing, without a request, where GitHub counts none, or the text names none', async () => {
    const { github, requested } = await connectTo({ body: [] });
    expect(await github.findOpenBlockers({ number: 2, body: 'blocked by #5', openBlockers: 0 })).toEqual({ open: [] });
    expect(await github.findOpenBlockers({ number: 2, body: 'unblocked' })).toEqual({ open: [] });
    expect(requested()).toEqual([]);
  });

  it('is counted with the issue', () => {
    const asked = { repository: 'acme/web' };
    const summary = (blocked_by: unknown) =>
      fromIssueJson(issue(2, { issue_dependencies_summary: { blocked_by } }), asked);
    expect(summary(3)).toMatchObject({ openBlockers: 3 });
    expect([summary('3'), fromIssueJson(issue(2), asked)].map((each) => each?.openBlockers)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it.each([403, 404, 401, 410])(
    'is unknown where GitHub refuses to show it (%i), and never nothing',
    async (status) => {
      const { github } = await connectTo({ status, body: { message: 'Resource not accessible by integration' } });
      expect(await github.findOpenBlockers({ number: 2, body: '', openBlockers: 3 })).toEqual({
        open: [],
        unseen: 3,
        refusal: expect.stringContaining('read what blocks issue #2'),
      });
    },
  );

  it('is what its text names, unseen, where GitHub refuses to show that', async () => {
    const { github } = await connectTo({ status: 403, body: { message: 'Resource not accessible by integration' } });
    const named = {
      open: [
        { number: 5, isUnseen: true },
        { number: 7, isUnseen: true },
      ],
      refusal: expect.any(String),
    };
    expect(await github.findOpenBlockers({ number: 2, body: 'blocked by #5, blocked by #7' })).toEqual(named);
  });

  it('is asked again where GitHub is away', async () => {
    const { github } = await connectTo({ status: 503, body: {} });
    await expect(github.findOpenBlockers({ number: 2, body: '', openBlockers: 3 })).rejects.toThrow('unavailable');
  });
});
