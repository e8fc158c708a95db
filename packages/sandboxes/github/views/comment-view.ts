/** A comment as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import type { Comment } from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { htmlUrl } from './issue-view.ts';
import { repositoryUrl } from './repository-view.ts';
import { userView } from './user-view.ts';
import { nodeId, type View } from './view.ts';

type Schemas = components['schemas'];

export function commentView(view: View, comment: Comment): Schemas['issue-comment'] {
  const issue = view.state.issues.find((each) => each.number === comment.issue);
  return {
    url: `${repositoryUrl(view)}/issues/comments/${comment.id}`,
    html_url: `${issue === undefined ? '' : htmlUrl(view, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(view)}/issues/${comment.issue}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: userView(view, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: 'MEMBER',
    body: comment.body,
    performed_via_github_app: null,
  };
}
