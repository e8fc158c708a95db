/** The log of a job as GitHub keeps it: a moment before each line. */
import type { Attempt, Step, WorkflowRun } from '../actions-state.ts';

/** What a step that fails says last. */
const FAILURES: Record<string, { file: string; line: number; message: string }> = {
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

export function failureOf({ name }: Step): { file: string; line: number; message: string } {
  return FAILURES[name] ?? { file: '.github', line: 1, message: `${name} failed` };
}

/** Undefined until the job is completed. */
export function jobLog({ inputs }: WorkflowRun, { steps, status }: Attempt): string | undefined {
  if (status !== 'completed') return undefined;
  const lines = steps.flatMap((step) => {
    const at = step.startedAt === null ? '' : step.startedAt.replace('Z', '.0000000Z');
    return stepLines(step, inputs).map((line) => `${at} ${line}\n`);
  });
  return lines.join('');
}

function stepLines(step: Step, inputs: Record<string, string>): string[] {
  if (step.conclusion === 'skipped') return [];
  const head = [`##[group]Run ${step.name}`, ...Object.entries(inputs).map(([name, value]) => `  ${name}: ${value}`)];
  if (step.conclusion === 'cancelled') return [...head, '##[endgroup]', '##[error]The operation was canceled.'];
  if (step.conclusion !== 'failure') return [...head, '##[endgroup]', `${step.name}: done`];
  return [...head, '##[endgroup]', failureOf(step).message, '##[error]Process completed with exit code 1.'];
}
