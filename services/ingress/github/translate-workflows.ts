/** `workflow_run` → `workflow_run.changed`. */
import type { CheckSuiteChanged, WorkflowJobChanged, WorkflowRunChanged } from '@valine/contracts';
import * as z from 'zod/mini';
import { cutName, type Lacking, type Occurrence, readPayload } from './read-payload.ts';

const RunPayload = z.object({
  action: z.string(),
  /** Missing for a workflow that is not on the default branch. */
  workflow: z.nullish(z.object({ name: z.string() })),
  workflow_run: z.object({
    id: z.number(),
    run_attempt: z.nullish(z.number()),
    name: z.nullish(z.string()),
    path: z.nullish(z.string()),
    event: z.nullish(z.string()),
    display_title: z.nullish(z.string()),
    status: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    html_url: z.string(),
  }),
});

export function translateWorkflowRun(payload: unknown, occurrence: Occurrence): WorkflowRunChanged | Lacking {
  const read = readPayload(RunPayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const run = sent.workflow_run;
  return {
    ...occurrence,
    type: 'workflow_run.changed',
    action: sent.action,
    workflowRun: {
      id: run.id,
      attempt: run.run_attempt ?? 1,
      workflowName: cutName(sent.workflow?.name ?? run.name ?? ''),
      ...workflowFileOf(run.path),
      ...(run.event ? { event: run.event } : {}),
      displayTitle: cutName(run.display_title ?? run.name ?? ''),
      status: run.status ?? sent.action,
      conclusion: run.conclusion ?? null,
      url: run.html_url,
    },
  };
}

/** GitHub's path is `.github/workflows/<file>`, for some runs with `@<ref>` behind it. */
function workflowFileOf(path: string | null | undefined): { workflowFile?: string } {
  const file = path?.split('@')[0]?.split('/').at(-1);
  return file ? { workflowFile: file } : {};
}

const Step = z.object({
  name: z.string(),
  status: z.nullish(z.string()),
  conclusion: z.nullish(z.string()),
});
type Step = z.infer<typeof Step>;

const JobPayload = z.object({
  action: z.string(),
  workflow_job: z.object({
    id: z.number(),
    run_id: z.number(),
    run_attempt: z.nullish(z.number()),
    name: z.string(),
    status: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    steps: z.nullish(z.array(Step)),
  }),
});

const FAILED: readonly (string | null | undefined)[] = ['failure', 'timed_out', 'cancelled'];

export function translateWorkflowJob(payload: unknown, occurrence: Occurrence): WorkflowJobChanged | Lacking {
  const read = readPayload(JobPayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const job = sent.workflow_job;
  return {
    ...occurrence,
    type: 'workflow_job.changed',
    action: sent.action,
    job: {
      id: job.id,
      runId: job.run_id,
      ...(job.run_attempt ? { attempt: job.run_attempt } : {}),
      name: cutName(job.name),
      status: job.status ?? sent.action,
      conclusion: job.conclusion ?? null,
      step: stepName(findTellingStep(job.steps ?? [])),
    },
  };
}

function stepName(step: Step | undefined): string | null {
  return step === undefined ? null : cutName(step.name);
}

/** The step that failed, else the one that is running. */
function findTellingStep(steps: readonly Step[]): Step | undefined {
  return steps.find((step) => FAILED.includes(step.conclusion)) ?? steps.find((step) => step.status === 'in_progress');
}

const SuitePayload = z.object({
  action: z.string(),
  check_suite: z.object({
    head_sha: z.string(),
    head_branch: z.nullish(z.string()),
    conclusion: z.nullish(z.string()),
    /** Empty for pull requests from forks. */
    pull_requests: z.nullish(z.array(z.object({ number: z.number() }))),
  }),
});

export function translateCheckSuite(payload: unknown, occurrence: Occurrence): CheckSuiteChanged | Lacking {
  const read = readPayload(SuitePayload, payload);
  if ('lacks' in read) return read;
  const { sent } = read;
  const { head_sha, head_branch, conclusion, pull_requests } = sent.check_suite;
  return {
    ...occurrence,
    type: 'check_suite.changed',
    action: sent.action,
    headSha: head_sha,
    headBranch: head_branch ?? null,
    conclusion: conclusion ?? null,
    pullRequests: (pull_requests ?? []).map(({ number }) => number),
  };
}
