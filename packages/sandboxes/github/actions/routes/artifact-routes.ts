/** Artifacts of runs, and their ZIPs behind signed links. */
import { artifactsOf, zipOf } from '@valine/github-model';
import type { Hono } from 'hono';
import { paginate } from '../../routes/paginate.ts';
import type { Actions } from '../actions.ts';
import { artifactView } from '../views/artifact-view.ts';
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
