/** An artifact as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import type { Artifact } from '@valine/github-model';
import type { WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import { nodeId, type View } from '../../views/view.ts';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

export function artifactView(view: View, artifact: Artifact, run: WorkflowRun): components['schemas']['artifact'] {
  const url = `${repositoryUrl(view)}/actions/artifacts/${artifact.id}`;
  const { repositoryId } = view.state;
  return {
    id: artifact.id,
    node_id: nodeId('MDA', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.sizeBytes,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.createdAt + (artifact.expired ? 0 : KEPT_MS)),
    workflow_run: {
      id: run.id,
      repository_id: repositoryId,
      head_repository_id: repositoryId,
      head_branch: run.branch,
      head_sha: run.commit.sha,
    },
  };
}
