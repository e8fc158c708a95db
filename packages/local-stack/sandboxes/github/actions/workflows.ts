/** The two workflows the repository has on `main`. */
export type StepDefinition = {
  name: string;
  /** Its part of the run's time. */
  weight: number;
  /** Runs after a failed step too. */
  always?: true;
  /** Does something besides taking time. */
  does?: 'ask_endpoints' | 'upload_summary' | 'judge_checks';
};

export type WorkflowDefinition = {
  id: number;
  file: string;
  name: string;
  job: string;
  inputs: readonly string[];
  /** Type of the `repository_dispatch` that starts it. */
  startedBy?: string;
  /** A second run with the same correlation id ends itself. */
  onceOnly?: true;
  steps: readonly StepDefinition[];
  /** Where it fails unless another step is named. */
  failsAt: string;
};

const CLIENT_DEPLOY: WorkflowDefinition = {
  id: 61_204_417,
  file: 'client-deploy.yml',
  name: 'Client Deploy',
  job: 'deploy',
  inputs: ['api_base', 'correlation_id', 'requester'],
  steps: [
    { name: 'Set up job', weight: 2 },
    { name: 'Checkout', weight: 2 },
    { name: 'Configure AWS credentials', weight: 2 },
    { name: 'Build', weight: 45 },
    { name: 'S3 sync', weight: 12 },
    { name: 'CloudFront invalidation', weight: 8 },
    { name: 'Complete job', weight: 1, always: true },
  ],
  failsAt: 'S3 sync',
};

const DIAGNOSE: WorkflowDefinition = {
  id: 61_204_532,
  file: 'diagnose-dispatch.yml',
  name: 'Diagnose on Demand',
  job: 'diagnose',
  inputs: ['correlation_id', 'requester', 'frontend_url', 'api_base'],
  startedBy: 'diagnose.request',
  onceOnly: true,
  steps: [
    { name: 'Set up job', weight: 2 },
    { name: 'Checkout', weight: 2 },
    { name: 'Configure AWS credentials', weight: 3 },
    { name: 'Run the checks', weight: 12, does: 'ask_endpoints' },
    { name: 'Upload diagnose-summary', weight: 2, always: true, does: 'upload_summary' },
    { name: 'Judge the checks', weight: 1, does: 'judge_checks' },
    { name: 'Complete job', weight: 1, always: true },
  ],
  failsAt: 'Judge the checks',
};

export const WORKFLOWS: readonly WorkflowDefinition[] = [CLIENT_DEPLOY, DIAGNOSE];

/** By file name, or by id as GitHub's paths allow. */
export function findWorkflow(fileOrId: string): WorkflowDefinition | undefined {
  return WORKFLOWS.find(({ file, id }) => file === fileOrId || String(id) === fileOrId);
}

export function getWorkflow(file: string): WorkflowDefinition {
  const found = findWorkflow(file);
  if (found === undefined) throw new Error(`There is no workflow ${file}. There are ${WORKFLOWS.map((w) => w.file)}.`);
  return found;
}
