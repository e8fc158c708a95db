import { GitHubError } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { buildIssue } from '../builders/build-issue.ts';
import { type FakeGitHub, fakeGitHub, gitHubUnavailable } from './fake-github.ts';

describe('the fake', () => {
  const failing = async (github: FakeGitHub) => github.findIssue(1).catch((error: unknown) => error);

  it('fails as often as it is told to, and then answers', async () => {
    const github = fakeGitHub(buildIssue(1));
    github.failNext(2);
    expect(await failing(github)).toBeInstanceOf(GitHubError);
    expect(await failing(github)).toEqual(gitHubUnavailable());
    expect(await failing(github)).toMatchObject({ number: 1 });
    expect(github.calls).toEqual(['findIssue 1', 'findIssue 1', 'findIssue 1']);
  });

  it('shows what was changed and removed', async () => {
    const github = fakeGitHub(buildIssue(1), buildIssue(2));
    github.change(1, { state: 'closed', stateReason: 'completed' });
    github.remove(2);
    expect(await github.findIssue(1)).toMatchObject({ state: 'closed' });
    expect(await github.findIssue(2)).toBeUndefined();
    expect(await github.listOpenIssues('ready')).toEqual([]);
  });
});
