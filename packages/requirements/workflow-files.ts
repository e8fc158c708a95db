/** The workflows that the team's repository must have, and how each is started. */

export type WorkflowNeed = {
  /** The setting that names its file in `.github/workflows`. */
  setting: 'CLIENT_DEPLOY_WORKFLOW' | 'DIAGNOSE_WORKFLOW';
  /** The file of that name unless the setting says another. */
  file: string;
  /** As Actions shows it. */
  name: string;
  /** The inputs of `workflow_dispatch` that it is started with. */
  inputs: readonly string[];
  /** The type of `repository_dispatch`, where `DIAGNOSE_TRIGGER` says so. */
  repositoryDispatch?: string;
};

export const WORKFLOW_NEEDS = [
  {
    setting: 'CLIENT_DEPLOY_WORKFLOW',
    file: 'client-deploy.yml',
    name: 'Client Deploy',
    inputs: ['api_base', 'correlation_id', 'requester'],
  },
  {
    setting: 'DIAGNOSE_WORKFLOW',
    file: 'diagnose-dispatch.yml',
    name: 'Diagnose on Demand',
    inputs: ['correlation_id', 'requester', 'frontend_url', 'api_base'],
    repositoryDispatch: 'diagnose.request',
  },
] as const satisfies readonly WorkflowNeed[];
