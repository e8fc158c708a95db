/** Whatever stands in GitHub's answer, an issue of ours is whole. */
import { describe, expect, it } from 'vitest';
import { fromIssueJson, type Issue } from './create-github.ts';
import { GitHubError } from './requests/github-error.ts';
import { connectTo } from './test-connection.ts';

const ASKED = { repository: 'acme/web', label: 'ready' };
const connect = async (body: unknown) => (await connectTo({ body })).github;

describe('an issue of which GitHub tells next to nothing', () => {
  it('is listed with what the question tells, as the oldest', async () => {
    const github = await connect([{ number: 7 }]);
    expect(await github.listOpenIssues('ready')).toEqual<Issue[]>([
      {
        number: 7,
        title: '(no title)',
        url: 'https://github.com/acme/web/issues/7',
        state: 'open',
        stateReason: null,
        labels: ['ready'],
        assignees: [],
        createdAt: 0,
        updatedAt: 0,
        isPullRequest: false,
        body: '',
      },
    ]);
  });

  it('is found, when it is closed', async () => {
    const github = await connect({ number: 7, state: 'closed' });
    expect(await github.findIssue(7)).toMatchObject({ number: 7, state: 'closed', labels: [] });
  });

  it('is not taken for one without labels while it is open: its task would end', async () => {
    const github = await connect({ number: 7, state: 'open', labels: null });
    await expect(github.findIssue(7)).rejects.toMatchObject({ name: GitHubError.name, reason: 'unavailable' });
  });

  it.each([null, {}, { number: null }, { number: '7' }, { number: 1.5 }, { number: 0 }, 'issue', 7])(
    'is left out without a number: %j',
    async (entry) => {
      const github = await connect([entry, { number: 8 }]);
      expect((await github.listOpenIssues('ready')).map(({ number }) => number)).toEqual([8]);
    },
  );
});

describe('a field that is odd', () => {
  it.each<[object, Partial<Issue>]>([
    [{ labels: ['P1', { name: 'ready' }, { name: null }, {}, null, 3] }, { labels: ['P1', 'ready'] }],
    [{ labels: null }, { labels: ['ready'] }],
    [{ assignees: null, assignee: { login: 'ada' } }, { assignees: ['ada'] }],
    [{ issue_field_values: null }, { number: 1 }],
    [
      {
        issue_field_values: [
          { issue_field_name: 'Priority', value: 12, single_select_option: { name: 'High' } },
          { issue_field_name: 'Effort', value: 3 },
          { issue_field_name: 'Due', value: null },
          { value: 'of a field without a name' },
          null,
        ],
      },
      {
        fields: [
          { name: 'Priority', value: 'High' },
          { name: 'Effort', value: '3' },
        ],
      },
    ],
    [{ assignees: [null, {}, { login: 'ada' }, { login: '' }] }, { assignees: ['ada'] }],
    [
      { created_at: 'yesterday', updated_at: null },
      { createdAt: 0, updatedAt: 0 },
    ],
    [
      { html_url: 7, title: null },
      { url: 'https://github.com/acme/web/issues/1', title: '(no title)' },
    ],
    [
      { state: null, state_reason: 5 },
      { state: 'open', stateReason: null },
    ],
    [{ pull_request: null }, { isPullRequest: false }],
  ])('%j is %j', (field, expected) => {
    expect(fromIssueJson({ number: 1, ...field }, ASKED)).toMatchObject(expected);
  });

  it.each(['title', 'html_url', 'state', 'labels', 'assignees', 'assignee', 'created_at', 'updated_at'])(
    'leaves the others whole, whatever %s is',
    (name) => {
      for (const odd of [undefined, null, '', 'x', 7, true, [], [null], [[]], {}, { name: 1, login: [] }]) {
        const issue = fromIssueJson({ [name]: odd, number: 1 }, ASKED);
        expect([issue?.createdAt, issue?.updatedAt].every(Number.isFinite)).toBe(true);
        const texts = [issue?.url, issue?.title, ...(issue?.labels ?? []), ...(issue?.assignees ?? [])];
        expect(texts.every((text) => typeof text === 'string' && text !== '')).toBe(true);
      }
    },
  );
});
