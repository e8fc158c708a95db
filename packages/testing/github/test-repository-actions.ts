/** GitHub Actions of the repository in memory as GitHub's API would answer for them. */
import { type Artifact, GitHubError, type WorkflowJob, type WorkflowRunInfo, type WorkflowStep } from '@valine/github';
import type { StubResponse } from '../http-server.ts';
import type { FakeRepository } from './fake-repository.ts';

/** `rest`: what the groups of the path matched. `host`: of the server that was asked. */
type Found = { rest: string[]; query: URLSearchParams; host: string; body: { [name: string]: unknown } };
type Texts = Record<string, string>;
type ActionsRoute = [RegExp, (repository: FakeRepository, found: Found) => Promise<StubResponse>];

/** More than any test has: what is cut off is cut off by the client. */
const WHOLE = 1_000_000_000;

export const ACTIONS_ROUTES: ActionsRoute[] = [
  [
    /^POST actions\/workflows\/(.+)\/dispatches$/,
    async ({ writer }, { rest: [workflow = ''], body: { ref, inputs } }) => {
      const { runId, url } = await writer.dispatchWorkflow(workflow, String(ref), inputs as Texts);
      return { body: { workflow_run_id: runId, html_url: url } };
    },
  ],
  [
    /^POST dispatches$/,
    async ({ writer }, { body: { event_type, client_payload } }) => {
      await writer.requestDispatch(String(event_type), client_payload as Texts);
      return { status: 204 };
    },
  ],
  [
    /^POST actions\/runs\/(\d+)\/cancel$/,
    async ({ writer }, { rest: [id] }) => {
      await writer.cancelWorkflowRun(Number(id));
      return { status: 202, body: {} };
    },
  ],
  [
    /^POST actions\/runs\/(\d+)\/rerun-failed-jobs$/,
    async ({ writer }, { rest: [id] }) => {
      await writer.rerunFailedJobs(Number(id));
      return { status: 201, body: {} };
    },
  ],
  [
    /^GET actions\/workflows\/(.+)\/runs$/,
    async ({ actions }, { rest: [workflow = ''], query }) => {
      const [event, created] = [query.get('event'), query.get('created')];
      const since = created === null ? {} : { since: Date.parse(created.replace('>=', '')) };
      const limit = Number(query.get('per_page'));
      const runs = await actions.listWorkflowRuns(workflow, { limit, ...since, ...(event === null ? {} : { event }) });
      return { body: { total_count: runs.length, workflow_runs: runs.map(runJson) } };
    },
  ],
  [
    /^GET actions\/runs\/(\d+)$/,
    async ({ actions }, { rest: [id] }) => orMissing(await actions.findWorkflowRun(Number(id)), runJson),
  ],
  [
    /^GET actions\/runs\/(\d+)\/attempts\/(\d+)\/jobs$/,
    async ({ actions }, { rest: [id, attempt] }) => {
      const jobs = await actions.listJobs(Number(id), Number(attempt));
      return { body: { total_count: jobs.length, jobs: jobs.map(jobJson) } };
    },
  ],
  [
    /^GET actions\/runs\/(\d+)\/artifacts$/,
    async ({ actions }, { rest: [id], query }) => {
      const artifacts = await actions.listArtifacts(Number(id), query.get('name') ?? '');
      return { body: { total_count: artifacts.length, artifacts: artifacts.map(artifactJson) } };
    },
  ],
  [
    /^GET actions\/artifacts\/(\d+)\/zip$/,
    async ({ actions }, { rest: [id], host }) => {
      const { kind } = await actions.downloadArtifact(Number(id), WHOLE);
      if (kind === 'missing') return { status: 404, body: { message: 'Not Found' } };
      if (kind === 'expired') return { status: 410, body: { message: 'Artifact has expired' } };
      return { status: 302, headers: { location: `http://${host}/storage/artifacts/${id}?signature=s` } };
    },
  ],
  [
    /^GET actions\/jobs\/(\d+)\/logs$/,
    async (_, { rest: [id], host }) => ({
      status: 302,
      headers: { location: `http://${host}/storage/logs/${id}?signature=s` },
    }),
  ],
  [
    /^GET check-runs\/(\d+)\/annotations$/,
    async ({ actions }, { rest: [id] }) => ({
      body: (await actions.listAnnotations(Number(id))).map(({ level, line, title, ...annotation }) => ({
        ...annotation,
        ...{ annotation_level: level, start_line: line ?? null, title: title ?? null },
      })),
    }),
  ],
  [
    /^GET \/storage\/artifacts\/(\d+)$/,
    async ({ actions }, { rest: [id] }) => {
      const download = await actions.downloadArtifact(Number(id), WHOLE);
      return download.kind === 'read' ? { body: download.bytes } : { status: 404 };
    },
  ],
  [
    /^GET \/storage\/logs\/(\d+)$/,
    async ({ actions }, { rest: [id] }) => {
      const log = await actions.readLogTail(Number(id), WHOLE);
      if (log === undefined) return { status: 404 };
      return { body: log.replaceAll(/^/gm, '2026-03-02T09:00:00.1234567Z ') };
    },
  ],
];

const dated = (time: number | undefined) => (time === undefined ? null : new Date(time).toISOString());

function runJson(run: WorkflowRunInfo) {
  const { attempt, url, workflowFile, displayTitle, createdAt, startedAt, updatedAt, ...rest } = run;
  const times = { created_at: dated(createdAt), run_started_at: dated(startedAt), updated_at: dated(updatedAt) };
  const path = `.github/workflows/${workflowFile}`;
  return { ...rest, ...times, run_attempt: attempt, html_url: url, path, display_title: displayTitle };
}

function jobJson({ url, steps, ...job }: WorkflowJob) {
  return { ...timed(job), html_url: url, steps: steps.map(timed) };
}

function timed<T extends Pick<WorkflowStep, 'startedAt' | 'completedAt'>>({ startedAt, completedAt, ...rest }: T) {
  return { ...rest, started_at: dated(startedAt), completed_at: dated(completedAt) };
}

function artifactJson({ sizeBytes, createdAt, ...artifact }: Artifact) {
  return { ...artifact, size_in_bytes: sizeBytes, created_at: new Date(createdAt).toISOString() };
}

function orMissing<T>(found: T | undefined, toJson: (found: T) => unknown): StubResponse {
  if (found === undefined)
    throw new GitHubError({ operation: 'find', reason: 'not_found', status: 404, detail: 'Not Found' });
  return { body: toJson(found) };
}
