/** Pull requests and their reviews as GitHub's REST API shows them. */
import {
  emailOf,
  getCommit,
  isEmptyPull,
  isLogin,
  mergeabilityOf,
  ownerOf,
  type PullRequestIssue,
  type Review,
  shaOf,
} from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { issueUrl, labelsOf } from './issue-view.ts';
import { repositoryUrl, repositoryView, type Shown, userView, type View } from './view.ts';

/** As a list shows it: without whether it is merged, or can be. */
export function pullInListView(view: View, pull: PullRequestIssue) {
  const { draft, merged, reviewers = [] } = pull.pullRequest;
  const closedAt = pull.closedAt === null ? null : timestamp(pull.closedAt);
  return {
    url: pullUrl(view, pull),
    html_url: issueUrl(view, pull),
    id: pull.id,
    node_id: pullNodeId(pull),
    number: pull.number,
    title: pull.title,
    body: pull.body,
    state: pull.state,
    draft,
    user: userView(view, pull.author),
    labels: labelsOf(view, pull).map(({ description, ...label }) => ({
      ...label,
      description: description ?? '',
    })),
    assignees: pull.assignees.map((login) => userView(view, login)),
    requested_reviewers: reviewers.map((login) => userView(view, login)),
    ...endsView(view, pull),
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(pull.updatedAt),
    closed_at: closedAt,
    merged_at: merged ? closedAt : null,
    merge_commit_sha: mergeShaOf(view, pull),
    auto_merge: null,
    author_association: pull.association ?? 'MEMBER',
  } satisfies Shown<'pull-request-simple'>;
}

export function pullView(view: View, pull: PullRequestIssue): Shown<'pull-request'> {
  const { merged } = pull.pullRequest;
  const { mergeable, state } = mergeabilityOf(view.state, pull);
  return {
    ...pullInListView(view, pull),
    merged,
    merged_by: merged && pull.closedBy !== null ? userView(view, pull.closedBy) : null,
    mergeable: pull.state === 'open' ? mergeable : null,
    mergeable_state: pull.state === 'open' ? state : 'unknown',
    changed_files: isEmptyPull(view.state, pull) ? 0 : 1,
    comments: view.state.comments.filter(({ issue }) => issue === pull.number).length,
  };
}

function endsView(view: View, { pullRequest: { head, headSha, base, fork } }: PullRequestIssue) {
  const owner = ownerOf(view.state);
  const repo = repositoryView(view);
  const from = fork === undefined ? repo : { ...repo, full_name: `${fork}/${repo.name}` };
  return {
    head: { label: `${fork ?? owner}:${head}`, ref: head, sha: headSha, repo: from },
    base: { label: `${owner}:${base}`, ref: base, sha: view.state.branches[base] ?? '', repo },
  };
}

/** Whoever made it is shown where it is a login. */
export function commitInPullView(view: View, sha: string): Shown<'commit'> {
  const { message, parents, author: name, at } = getCommit(view.state, sha);
  const signed = { name, email: emailOf(name), date: timestamp(at) };
  const account = isLogin(name) ? userView(view, name) : null;
  // Only GitHub itself makes merges here.
  const isByGitHub = parents.length > 1;
  return {
    sha,
    commit: { message, author: signed, committer: signed, verification: { verified: isByGitHub } },
    parents: parents.map((parent) => ({ sha: parent })),
    author: account,
    committer: isByGitHub ? userView(view, 'web-flow') : account,
  };
}

/** While it is open: of the merge that GitHub has tried, which is in no branch. */
function mergeShaOf({ state }: View, pull: PullRequestIssue): string | null {
  const { mergeSha, workedOut } = pull.pullRequest;
  return mergeSha ?? (mergeabilityOf(state, pull).mergeable ? shaOf(workedOut ?? '') : null);
}

export function pullUrl(view: View, { number }: PullRequestIssue): string {
  return `${repositoryUrl(view)}/pulls/${number}`;
}

/** What GraphQL names it by. */
export function pullNodeId({ id }: Pick<PullRequestIssue, 'id'>): string {
  return `PR_${Buffer.from(String(id)).toString('base64url')}`;
}

/** What a check says of the pull requests that it is about. */
export function pullInCheckView(view: View, pull: PullRequestIssue): Shown<'pull-request-minimal'> {
  const { head, headSha, base } = pull.pullRequest;
  const repo = { id: view.state.repositoryId, url: repositoryUrl(view), name: repositoryView(view).name ?? '' };
  return {
    id: pull.id,
    number: pull.number,
    url: pullUrl(view, pull),
    head: { ref: head, sha: headSha, repo },
    base: { ref: base, sha: view.state.branches[base] ?? '', repo },
  };
}

/** The API writes its state in capitals, the webhook does not. */
export function reviewView(view: View, pull: PullRequestIssue, review: Review): Shown<'pull-request-review'> {
  return {
    id: review.id,
    user: userView(view, review.author),
    body: review.body,
    state: review.state.toUpperCase(),
    html_url: `${issueUrl(view, pull)}#pullrequestreview-${review.id}`,
    pull_request_url: pullUrl(view, pull),
    submitted_at: timestamp(review.at),
    commit_id: review.sha,
    author_association: 'MEMBER',
  };
}
