/** The log of a job once it is completed. */
import type { Step } from '@valine/github-model';
import { type Attempt, jobOf, type WorkflowRun } from '../../state/actions-state.ts';
import { getWorkflow, stepDefinition } from '../../state/workflows.ts';

type Failure = { file: string; line: number; message: string };

/** What a step that fails says last. */
const FAILURES: Record<string, Failure> = {
  Build: { file: 'src/pages/Basket.jsx', line: 42, message: 'Unexpected token, expected "," (42:17)' },
  'S3 sync': {
    file: '.github/workflows/client-deploy.yml',
    line: 78,
    message: 'An error occurred (AccessDenied) when calling the PutObject operation: Access Denied',
  },
  'CloudFront invalidation': {
    file: '.github/workflows/client-deploy.yml',
    line: 88,
    message: 'An error occurred (TooManyInvalidationsInProgress) when calling the CreateInvalidation operation',
  },
  'AWS credentials (OIDC)': {
    file: '.github',
    line: 1,
    message: 'Could not assume role with OIDC: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  },
};

/** A check says what it found. */
export function failureOf(run: WorkflowRun, { checks }: Attempt, { name }: Step): Failure {
  const { check } = stepDefinition(getWorkflow(run.workflow), name);
  const details = check && checks?.[check]?.details;
  return FAILURES[name] ?? { file: '.github', line: 1, message: details ?? `${name} failed` };
}

export function jobLog(run: WorkflowRun, attempt: Attempt): string {
  return jobOf(attempt)
    .steps.flatMap((step) => stepLines(run, attempt, step).map((line) => `${line}\n`))
    .join('');
}

function stepLines(run: WorkflowRun, attempt: Attempt, step: Step): string[] {
  if (step.conclusion === 'skipped') return [];
  const head = [`##[group]Run ${step.name}`, '##[endgroup]'];
  if (step.conclusion === 'cancelled') return [...head, '##[error]The operation was canceled.'];
  if (step.conclusion !== 'failure') return [...head, `${step.name}: done`];
  return [...head, failureOf(run, attempt, step).message, '##[error]Process completed with exit code 1.'];
}
