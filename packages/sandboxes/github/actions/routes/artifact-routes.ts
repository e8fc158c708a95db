/** Artifacts of runs, and their ZIPs behind signed links. */

import type { components } from '@octokit/openapi-types';
import { type Artifact, artifactsOf, zipOf } from '@valine/github-model';
import type { Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import type { WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import { nodeId, type View } from '../../views/view.ts';
import type { Actions } from '../actions.ts';
import { runUrl } from '../views/run-view.ts';
import { artifactOf, runOf } from './find-run.ts';

/** `linkTo` gives the signed link to an artifact's ZIP. */
export function artifactRoutes(app: Hono, { state, view }: Actions, linkTo: (artifactId: number) => string): void {
  app.get('/actions/runs/:run/artifacts', (c) => {
    const run = runOf(c, state);
    const name = c.req.query('name');
    const found = artifactsOf(state, run.id, name);
    return paginate(c, `${runUrl(view, run)}/artifacts`, found, (each) => artifactView(view, each, run), 'artifacts');
  });
  app.get('/actions/artifacts/:artifact', (c) => {
    const { artifact, run } = artifactOf(c, state);
    return c.json(artifactView(view, artifact, run));
  });
  app.get('/actions/artifacts/:artifact/zip', (c) => {
    const { artifact } = artifactOf(c, state);
    zipOf(state, artifact.id);
    return c.redirect(linkTo(artifact.id), 302);
  });
}

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

function artifactView(view: View, artifact: Artifact, run: WorkflowRun): components['schemas']['artifact'] {
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
