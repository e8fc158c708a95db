/** The two workflows the repository has on `main`, as the product ships them: names, inputs, and what their steps do. */
export type CheckName = 'oidc' | 's3_read' | 'cloudfront' | 'api_health' | 'api_hello' | 'frontend';

export type StepDefinition = {
  name: string;
  /** Its part of the run's time. */
  weight: number;
  /** The runner's own: it runs whatever happened. */
  runner?: true;
  /** Runs after a failed step too. */
  always?: true;
  check?: CheckName;
  upload?: true;
};

export type WorkflowDefinition = {
  id: number;
  file: string;
  name: string;
  /** The last one's; all are played as one. */
  job: string;
  inputs: readonly { name: string; required?: true }[];
  /** Types of the `repository_dispatch` that starts it. */
  listensTo: readonly string[];
  /** Its concurrency group: of the workflow, or of one correlation id. */
  group: 'workflow' | 'correlation id';
  /** Absent: only one run of the group may wait. */
  queue?: 'max';
  steps: readonly StepDefinition[];
  /** Where it fails unless another step is named. */
  failsAt: string;
};

const CLIENT_DEPLOY: WorkflowDefinition = {
  id: 61_204_417,
  file: 'client-deploy.yml',
  name: 'Client Deploy',
  job: 'Deploy',
  inputs: [{ name: 'api_base' }, { name: 'correlation_id' }, { name: 'requester' }],
  listensTo: [],
  group: 'workflow',
  queue: 'max',
  steps: [
    { name: 'Set up job', weight: 3, runner: true },
    { name: 'Checkout', weight: 1 },
    { name: 'Guard against double runs', weight: 1 },
    { name: 'Set up Node', weight: 2 },
    { name: 'Install', weight: 6 },
    { name: 'Build', weight: 45 },
    { name: 'Upload client', weight: 1 },
    { name: 'Download client', weight: 1 },
    { name: 'AWS credentials (OIDC)', weight: 1 },
    { name: 'S3 sync', weight: 12 },
    { name: 'CloudFront invalidation', weight: 8 },
    { name: 'Complete job', weight: 1, runner: true },
  ],
  failsAt: 'S3 sync',
};

const DIAGNOSE: WorkflowDefinition = {
  id: 61_204_532,
  file: 'diagnose-dispatch.yml',
  name: 'Diagnose on Demand',
  job: 'Diagnose',
  inputs: [
    { name: 'correlation_id', required: true },
    { name: 'requester', required: true },
    { name: 'frontend_url' },
    { name: 'api_base' },
  ],
  listensTo: ['diagnose.request'],
  group: 'correlation id',
  queue: 'max',
  steps: [
    { name: 'Set up job', weight: 2, runner: true },
    { name: 'Checkout', weight: 1 },
    { name: 'Guard against double runs', weight: 1 },
    { name: 'AWS credentials (OIDC)', weight: 2 },
    { name: 'Check OIDC role', weight: 3, always: true, check: 'oidc' },
    { name: 'Check S3 read', weight: 3, always: true, check: 's3_read' },
    { name: 'Check CloudFront', weight: 3, always: true, check: 'cloudfront' },
    { name: 'Check API /health', weight: 2, always: true, check: 'api_health' },
    { name: 'Check API /hello', weight: 2, always: true, check: 'api_hello' },
    { name: 'Check frontend', weight: 2, always: true, check: 'frontend' },
    { name: 'Summary', weight: 1, always: true },
    { name: 'Upload diagnose-summary', weight: 2, always: true, upload: true },
    { name: 'Complete job', weight: 1, runner: true },
  ],
  failsAt: 'Check S3 read',
};

const SHIPPED: readonly WorkflowDefinition[] = [CLIENT_DEPLOY, DIAGNOSE];
const all: WorkflowDefinition[] = [...SHIPPED];

/** Those that ship, and those of the seed file. */
export const WORKFLOWS: readonly WorkflowDefinition[] = all;

/** One's own take the place of a shipped one of the same file. Those of one process share them: it has one repository. */
export function useWorkflows(own: readonly WorkflowDefinition[]): void {
  const replaced = new Set(own.map(({ file }) => file));
  all.splice(0, all.length, ...SHIPPED.filter(({ file }) => !replaced.has(file)), ...own);
}

export function isShipped(workflow: WorkflowDefinition): boolean {
  return SHIPPED.includes(workflow);
}

/** Of all workflows. */
export function stepNames(): string[] {
  return [...new Set(WORKFLOWS.flatMap(({ steps }) => steps.map(({ name }) => name)))];
}

export const CHECK_NAMES = SHIPPED.flatMap(({ steps }) => steps.flatMap(({ check }) => check ?? []));

/** By file name, or by id as GitHub's paths allow. */
export function findWorkflow(fileOrId: string): WorkflowDefinition | undefined {
  return WORKFLOWS.find(({ file, id }) => file === fileOrId || String(id) === fileOrId);
}

/** @throws when a kept run is of a workflow there is no more */
export function getWorkflow(file: string): WorkflowDefinition {
  const found = findWorkflow(file);
  if (found === undefined) throw new Error(`There is no workflow ${file}. Delete github-sandbox.json to start afresh.`);
  return found;
}

/** The step of that name; one without any meaning where a kept run has a step there is no more. */
export function stepDefinition({ steps }: WorkflowDefinition, name: string | undefined): StepDefinition {
  return steps.find((step) => step.name === name) ?? { name: name ?? '', weight: 0 };
}
