/** GitHub Actions of the model, behind the port that services read them through. */
import type { ArtifactDownload, CommitComparison, GitHubActions } from '@valine/github';
import {
  artifactsOf,
  compareCommits,
  type GitHubModel,
  getAttempt,
  getRun,
  getWorkflow,
  groupHolderOf,
  Refusal,
  runsOf,
  type Workflow,
  zipOf,
} from '@valine/github-model';
import { infoOf, jobsOf } from './fake-workflow-runs.ts';

const MAX_LISTED = 100;

export function fakeActions(model: GitHubModel, workflows: ReadonlyMap<string, Workflow>): GitHubActions {
  return {
    async findWorkflowRun(id) {
      const run = model.runs.find((each) => each.id === id);
      return run && infoOf(model, run);
    },
    async listWorkflowRuns(workflow, { limit, event, since }) {
      const { file } = getWorkflow(workflows.values(), workflow);
      const runs = runsOf(model, file, { event, since }).slice(0, Math.min(limit, MAX_LISTED));
      return runs.map((run) => infoOf(model, run));
    },
    compareCommits: async (base, head) => compare(model, base, head),
    async listJobs(runId, attempt) {
      const run = getRun(model, runId);
      return { jobs: jobsOf(model, run, getAttempt(run, attempt)), isWhole: true };
    },
    async findGroupHolder(runId) {
      const holder = groupHolderOf(model, getRun(model, runId));
      return holder && { id: holder.id, url: infoOf(model, holder).url };
    },
    listArtifacts: async (runId, name) =>
      artifactsOf(model, runId, name).map(({ runId: _, zip: __, ...artifact }) => artifact),
    downloadArtifact: async (id, maxBytes) => download(model, id, maxBytes),
    async readLogTail(jobId, maxBytes) {
      const log = model.logs[jobId];
      return log === undefined ? undefined : tailOf(log, maxBytes);
    },
    listAnnotations: async (jobId) => structuredClone(model.annotations[jobId] ?? []),
  };
}

function compare(model: GitHubModel, base: string, head: string): CommitComparison | undefined {
  try {
    const url = `https://github.com/${model.repository}/compare/${base}...${head}`;
    return { ...compareCommits(model, base, head), url };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  }
}

function download(model: GitHubModel, id: number, maxBytes: number): ArtifactDownload {
  try {
    const bytes = zipOf(model, id);
    return bytes.byteLength > maxBytes ? { kind: 'too_large' } : { kind: 'read', bytes };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { kind: error.status === 410 ? 'expired' : 'missing' };
  }
}

/** What GitHub puts before each line: it counts, though nobody is shown it. */
const TIMESTAMP_BYTES = '2026-03-02T09:00:00.0000000Z '.length;

/** Whole lines, as many as fit. */
function tailOf(log: string, maxBytes: number): string {
  const lines = log.trimEnd().split('\n');
  const bytes = () => Buffer.byteLength(lines.join('\n')) + TIMESTAMP_BYTES * lines.length;
  while (lines.length > 1 && bytes() > maxBytes) lines.shift();
  return lines.join('\n');
}
