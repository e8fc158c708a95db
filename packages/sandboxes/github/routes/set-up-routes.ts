/** What is set up in the repository beside issues and code: workflows, variables, names of secrets, the subject of its tokens. */
import { ownerOf, subjectPrefix } from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { notFound } from '../state/api-error.ts';
import { findWorkflow, type WorkflowDefinition } from '../state/workflows.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { paginate } from './paginate.ts';

/** Below the repository. */
export function setUpRoutes(app: Hono, announce: Announcer): void {
  workflowRoutes(app, announce);
  const { state, view } = announce;
  app.get('/actions/variables', (c) =>
    paginate(c, Object.entries(state.variables), ([name, value]) => ({ name, value }), 'variables'),
  );
  app.get('/actions/variables/:name', (c) => {
    const name = c.req.param('name');
    const value = state.variables[name];
    if (value === undefined) throw notFound();
    return c.json({ name, value });
  });
  app.get('/actions/secrets', (c) => paginate(c, Object.keys(state.secrets), (name) => ({ name }), 'secrets'));
  app.get('/actions/oidc/customization/sub', (c) => {
    const { subject } = state.setUp;
    const owner = ownerOf(state);
    const prefix = subjectPrefix(
      subject,
      { name: owner, id: Number(userView(view, owner).id) },
      { name: state.repository.slice(owner.length + 1), id: state.repositoryId },
    );
    return c.json({
      use_default: subject.claimKeys === undefined,
      ...(subject.claimKeys && { include_claim_keys: subject.claimKeys }),
      use_immutable_subject: subject.immutable,
      sub_claim_prefix: prefix,
    });
  });
}

function workflowRoutes(app: Hono, { state, save }: Announcer): void {
  const workflowIn = (c: Context): WorkflowDefinition => {
    const workflow = findWorkflow(c.req.param('workflow') ?? '');
    if (workflow === undefined) throw notFound();
    return workflow;
  };
  app.get('/actions/workflows/:workflow', (c) => {
    const { id, file, name } = workflowIn(c);
    const isOff = state.setUp.disabledWorkflows.includes(file);
    return c.json({ id, name, path: `.github/workflows/${file}`, state: isOff ? 'disabled_manually' : 'active' });
  });
  for (const verb of ['enable', 'disable'] as const)
    app.put(`/actions/workflows/:workflow/${verb}`, (c) => {
      const { file } = workflowIn(c);
      const others = state.setUp.disabledWorkflows.filter((other) => other !== file);
      state.setUp.disabledWorkflows = verb === 'enable' ? others : [...others, file];
      save();
      return c.body(null, 204);
    });
}
