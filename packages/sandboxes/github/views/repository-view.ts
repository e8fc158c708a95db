/** The repository as GitHub's REST API shows it. */
import { ownerOf } from '@valine/github-model';
import { userView } from './user-view.ts';
import { nodeId, type View } from './view.ts';

export function repositoryUrl({ state, base }: View): string {
  return `${base}/repos/${state.repository}`;
}

export function repositoryView(view: View) {
  const { state, base } = view;
  const owner = ownerOf(state);
  const open = state.issues.filter((issue) => issue.state === 'open' && issue.gone === undefined).length;
  return {
    id: state.repositoryId,
    node_id: nodeId('R', state.repositoryId),
    name: state.repository.slice(owner.length + 1),
    full_name: state.repository,
    private: true,
    owner: { ...userView(view, owner), type: 'Organization' },
    html_url: `${base}/${state.repository}`,
    description: 'The web shop: React client and serverless API',
    fork: false,
    url: repositoryUrl(view),
    issues_url: `${repositoryUrl(view)}/issues{/number}`,
    created_at: state.createdAt,
    updated_at: state.createdAt,
    pushed_at: state.createdAt,
    default_branch: 'main',
    visibility: 'private',
    archived: false,
    disabled: false,
    has_issues: true,
    open_issues: open,
    open_issues_count: open,
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
  };
}
