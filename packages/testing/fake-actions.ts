/** GitHub Actions of a repository in memory, behind the port that services read them through. */
import type { GitHubActions, WorkflowRunInfo } from '@valine/github';
import type { FakeRun, FakeRunBook } from './fake-workflow-runs.ts';
import { refusal } from './refusal.ts';

const MAX_LISTED = 100;

export function fakeActions(book: FakeRunBook): GitHubActions {
  const findRun = (id: number) => book.runs.find((run) => run.id === id);
  return {
    async findWorkflowRun(id) {
      const run = findRun(id);
      return run === undefined ? undefined : infoOf(run);
    },
    async listWorkflowRuns(workflow, { limit, event, since = 0 }) {
      return runsOf(book, workflow, { event, since }).slice(0, Math.min(limit, MAX_LISTED)).map(infoOf);
    },
    async listJobs(runId, attempt) {
      const run = findRun(runId);
      if (run === undefined || attempt > run.attempt) throw refusal('listJobs', 404, 'Not Found');
      return structuredClone(book.jobs.get(`${runId}/${attempt}`) ?? []);
    },
    async listArtifacts(runId, name) {
      const own = book.artifacts.filter((artifact) => artifact.runId === runId && artifact.name === name);
      return own.toReversed().map(({ runId: _, bytes: __, ...artifact }) => artifact);
    },
    async downloadArtifact(id, maxBytes) {
      const artifact = book.artifacts.find((each) => each.id === id);
      if (artifact === undefined) return { kind: 'missing' };
      if (artifact.expired) return { kind: 'expired' };
      return artifact.bytes.byteLength > maxBytes ? { kind: 'too_large' } : { kind: 'read', bytes: artifact.bytes };
    },
    async readLogTail(jobId, maxBytes) {
      const log = book.logs.get(jobId);
      return log === undefined ? undefined : tailOf(log, maxBytes);
    },
    async listAnnotations(jobId) {
      return structuredClone(book.annotations.get(jobId) ?? []);
    },
  };
}

/** The newest first. @throws GitHubError where there is no such workflow */
export function runsOf(
  { workflows, runs }: FakeRunBook,
  workflow: string,
  { event, since }: { event?: string | undefined; since: number },
): FakeRun[] {
  if (!workflows.has(workflow)) throw refusal('listWorkflowRuns', 404, 'Not Found');
  // GitHub compares whole seconds.
  const from = Math.floor(since / 1000) * 1000;
  const fits = (run: FakeRun) => run.createdAt >= from && (event === undefined || run.event === event);
  return runs.filter((run) => run.workflowFile === workflow && fits(run)).toReversed();
}

function infoOf({ ref: _, inputs: __, ...info }: FakeRun): WorkflowRunInfo {
  return info;
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
