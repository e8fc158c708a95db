/** Runs a workflow file of this package as GitHub would: its expressions, its conditions, and each `run:` block for real. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { type Contexts, fill, holds } from './test-expressions.ts';
import type { TestRunner } from './test-runner.ts';

export type Step = {
  name: string;
  id?: string;
  if?: string;
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
};
export type Job = {
  if?: string;
  needs?: string;
  env?: Record<string, string>;
  permissions?: Record<string, string>;
  environment?: string;
  steps: Step[];
};
export type Workflow = {
  name: string;
  'run-name': string;
  permissions: Record<string, string>;
  concurrency: { group: string; 'cancel-in-progress': boolean; queue: string };
  jobs: Record<string, Job>;
};

/** What a run begins with. `payload`: of a repository_dispatch. */
export type Start = {
  event: 'workflow_dispatch' | 'repository_dispatch' | 'push';
  runId?: number;
  inputs?: Record<string, string>;
  payload?: Record<string, string>;
  vars?: Record<string, string>;
  secrets?: Record<string, string>;
  apiUrl: string;
  /** Of actions that fail, e.g. `aws-actions/configure-aws-credentials`. */
  failing?: string[];
};

export type WorkflowRun = {
  title: string;
  /** `<name>: success | failure | skipped`, in order. */
  steps: string[];
  log: string;
  artifacts: Record<string, { file: string; text: string }>;
};

/** The folder that a real build would have made. */
const CLIENT = 'dist';

export const WORKFLOWS = join(import.meta.dirname, '.github/workflows');

export function readWorkflow(file: string): Workflow {
  return parse(readFileSync(join(WORKFLOWS, file), 'utf8'));
}

export async function runWorkflow(file: string, start: Start, runner: TestRunner): Promise<WorkflowRun> {
  const workflow = readWorkflow(file);
  const contexts = contextsOf(start, runner);
  const run: WorkflowRun = { title: fill(workflow['run-name'], contexts), steps: [], log: '', artifacts: {} };
  const env = variables(file, start);
  // Each job of these needs the one before it.
  let failed = false;
  for (const job of Object.values(workflow.jobs)) failed = await runJob(job, failed);
  return run;

  async function runJob(job: Job, failedBefore: boolean): Promise<boolean> {
    const outputs = runner.outputs();
    const isRun = holds(job.if, { ...contexts, needs: { build: { outputs } } }, failedBefore);
    let failedHere = failedBefore;
    for (const step of job.steps) {
      const now = { ...contexts, steps: { guard: { outputs: runner.outputs() } } };
      const outcome = isRun && holds(step.if, now, failedHere) ? await runStep(step, now) : 'skipped';
      failedHere ||= outcome === 'failure';
      run.steps.push(`${step.name}: ${outcome}`);
    }
    return failedHere;
  }

  async function runStep(step: Step, now: Contexts): Promise<'success' | 'failure'> {
    if (step.uses !== undefined) return useAction(step.uses.split('@')[0] ?? '', filled(step.with, now));
    const { code, log } = await runner.run(step.run ?? '', { ...env, ...filled(step.env, now) });
    run.log += log;
    return code === 0 ? 'success' : 'failure';
  }

  function useAction(action: string, given: Record<string, string>): 'success' | 'failure' {
    if (start.failing?.includes(action)) return 'failure';
    if (action !== 'actions/upload-artifact') return 'success';
    const path = given['path'] ?? '';
    if (path === CLIENT) return 'success';
    if (!existsSync(path)) return 'failure';
    run.artifacts[given['name'] ?? ''] = { file: basename(path), text: readFileSync(path, 'utf8') };
    return 'success';
  }
}

function contextsOf(start: Start, runner: TestRunner): Contexts {
  const { event, runId = 500, inputs = {}, payload, vars = {}, secrets = {} } = start;
  return {
    github: {
      event: payload ? { client_payload: payload } : { inputs },
      event_name: event,
      run_id: runId,
      token: 'a-token',
      actor: 'octo',
    },
    inputs,
    vars,
    secrets,
    runner: { temp: runner.temp },
    steps: {},
  };
}

function variables(file: string, { apiUrl, runId = 500 }: Start): Record<string, string> {
  return {
    GITHUB_API_URL: apiUrl,
    GITHUB_REPOSITORY: 'acme/web-shop',
    GITHUB_RUN_ID: String(runId),
    GITHUB_WORKFLOW_REF: `acme/web-shop/.github/workflows/${file}@refs/heads/main`,
  };
}

function filled(templates: Readonly<Record<string, unknown>> | undefined, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(templates ?? {}).map(([name, text]) => [name, fill(text, contexts)]));
}
