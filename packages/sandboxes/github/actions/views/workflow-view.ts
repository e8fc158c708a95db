/** A workflow as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import type { WorkflowDefinition } from '../../state/workflows.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import { nodeId, type View } from '../../views/view.ts';

export function workflowView(view: View, { id, file, name }: WorkflowDefinition): components['schemas']['workflow'] {
  const path = `.github/workflows/${file}`;
  const html = `${view.base}/${view.state.repository}`;
  return {
    id,
    node_id: nodeId('W', id),
    name,
    path,
    state: 'active',
    created_at: view.state.createdAt,
    updated_at: view.state.createdAt,
    url: `${repositoryUrl(view)}/actions/workflows/${id}`,
    html_url: `${html}/blob/main/${path}`,
    badge_url: `${html}/actions/workflows/${file}/badge.svg`,
  };
}
