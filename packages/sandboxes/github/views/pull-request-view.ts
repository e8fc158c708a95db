/** A pull request as GitHub's pulls API shows it, with fields that nobody uses left out. */
import { ownerOf, type PullRequestIssue } from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { htmlUrl } from './issue-view.ts';
import { repositoryUrl } from './repository-view.ts';
import { userView } from './user-view.ts';
import { nodeId, type View } from './view.ts';

export function pullRequestView(view: View, issue: PullRequestIssue) {
  const { draft, head, base, headSha, merged, mergeSha = null } = issue.pullRequest;
  const closedAt = issue.closedAt === null ? null : timestamp(issue.closedAt);
  return {
    url: `${repositoryUrl(view)}/pulls/${issue.number}`,
    html_url: htmlUrl(view, issue),
    id: issue.id,
    node_id: nodeId('PR', issue.id),
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    draft,
    user: userView(view, issue.author),
    head: { label: `${ownerOf(view.state)}:${head}`, ref: head, sha: headSha },
    base: { label: `${ownerOf(view.state)}:${base}`, ref: base },
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: closedAt,
    merged,
    merged_at: merged ? closedAt : null,
    merge_commit_sha: mergeSha,
  };
}
