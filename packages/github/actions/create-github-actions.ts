/** The reading calls to GitHub Actions, typed and thin. */

import { createdSince } from '../created-since.ts';
import { type Ask, type Body, fromStorage, openDownload } from '../downloading/open-download.ts';
import { readTail, readUpTo } from '../downloading/read-stream.ts';
import { listOf } from '../json-fields.ts';
import { attempt, attemptFind, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { createCommitsReader } from './create-commits-reader.ts';
import {
  fromAnnotationJson,
  fromArtifactsJson,
  fromJobJson,
  fromWorkflowRunJson,
  groupNamesFromJson,
  holderFromJson,
  toLogText,
} from './from-actions-json.ts';
import type { GitHubActions, JobList, WorkflowJob } from './github-actions.ts';

/** Half of what our functions may take. */
const WITHIN_MS = 15_000;
const PER_PAGE = 100;
/** Of jobs: the one that failed may be the last of a large matrix. */
const MAX_PAGES = 10;

export function createGitHubActions(connection: Connection): GitHubActions {
  return {
    ...createRunsReader(connection),
    ...createCommitsReader(connection),
    ...createJobsReader(connection),
    ...createDownloads(connection),
  };
}

type RunsReader = Pick<GitHubActions, 'findWorkflowRun' | 'listWorkflowRuns' | 'findGroupHolder' | 'listArtifacts'>;

/** Servers of one's own may not know them. The list of a run names its groups, and of their members only itself. */
const GROUPS = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/concurrency_groups';
const GROUP = 'GET /repos/{owner}/{repo}/actions/concurrency_groups/{name}';
/** One of the workflow, and one of a job. */
const MOST_GROUPS = 2;

function createRunsReader({ octokit, owner, repo, pages }: Connection): RunsReader {
  const { rest } = octokit;
  const at = (withinMs: number) => ({ owner, repo, ...bounded(withinMs) });
  const repository = `${owner}/${repo}`;
  return {
    findWorkflowRun: (run_id, withinMs = WITHIN_MS) =>
      attemptFind(`read workflow run ${run_id}`, async () => {
        const { data } = await rest.actions.getWorkflowRun({ ...at(withinMs), run_id });
        return fromWorkflowRunJson(data, { repository, pages, id: run_id });
      }),
    listWorkflowRuns: (workflow_id, { limit, event, since }, withinMs = WITHIN_MS) =>
      attempt(`list runs of ${workflow_id}`, async () => {
        const { data } = await rest.actions.listWorkflowRuns({
          ...at(withinMs),
          workflow_id,
          per_page: Math.min(limit, PER_PAGE),
          ...(event === undefined ? {} : { event }),
          ...(since === undefined ? {} : { created: createdSince(since) }),
        });
        return listOf(data.workflow_runs, (run) => fromWorkflowRunJson(run, { repository, pages })).slice(0, limit);
      }),
    findGroupHolder: (run_id, withinMs = WITHIN_MS) =>
      attemptFind(`find what workflow run ${run_id} waits for`, async () => {
        const asked = at(withinMs);
        const { data } = await octokit.request(GROUPS, { ...asked, run_id });
        for (const name of groupNamesFromJson(data.concurrency_groups).slice(0, MOST_GROUPS)) {
          const group = await octokit.request(GROUP, { ...asked, name, ahead_of_run: run_id });
          const holder = holderFromJson(group.data, run_id, repository);
          if (holder !== undefined) return holder;
        }
        return undefined;
      }),
    listArtifacts: (run_id, name, withinMs = WITHIN_MS) =>
      attempt(`list artifacts of workflow run ${run_id}`, async () => {
        const query = { ...at(withinMs), run_id, name, per_page: PER_PAGE };
        const { data } = await rest.actions.listWorkflowRunArtifacts(query);
        return fromArtifactsJson(data.artifacts, name);
      }),
  };
}

type JobsReader = Pick<GitHubActions, 'listJobs' | 'listAnnotations'>;

function createJobsReader({ octokit: { rest }, owner, repo }: Connection): JobsReader {
  const at = (withinMs: number) => ({ owner, repo, per_page: PER_PAGE, ...bounded(withinMs) });
  return {
    listJobs: (run_id, attempt_number, withinMs = WITHIN_MS) =>
      attempt(`list jobs of workflow run ${run_id}`, async () => {
        const query = { ...at(withinMs), run_id, attempt_number };
        return readPages(async (page) => {
          const { data, headers } = await rest.actions.listJobsForWorkflowRunAttempt({ ...query, page });
          return { jobs: listOf(data.jobs, fromJobJson), isLast: !headers.link?.includes('rel="next"') };
        });
      }),
    listAnnotations: (check_run_id, withinMs = WITHIN_MS) =>
      attempt(`list annotations of job ${check_run_id}`, async () => {
        const { data } = await rest.checks.listAnnotations({ ...at(withinMs), check_run_id });
        return listOf(data, fromAnnotationJson);
      }),
  };
}

type JobsPage = { jobs: WorkflowJob[]; isLast: boolean };

/** One after the other. What the first pages tell is told, though a later one cannot be read. Throws what the first does. */
async function readPages(readPage: (page: number) => Promise<JobsPage>): Promise<JobList> {
  const jobs: WorkflowJob[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const read = page === 1 ? await readPage(page) : await readPage(page).catch(() => undefined);
    jobs.push(...(read?.jobs ?? []));
    if (read === undefined || read.isLast) return { jobs, isWhole: read !== undefined };
  }
  return { jobs, isWhole: false };
}

type Downloads = Pick<GitHubActions, 'downloadArtifact' | 'readLogTail'>;

function createDownloads(connection: Connection): Downloads {
  const { octokit, owner, repo } = connection;
  const { downloadArtifact, downloadJobLogsForWorkflowRun } = octokit.rest.actions;
  const open = (ask: Ask, withinMs: number) => openDownload(connection, ask, bounded(withinMs).request.signal);
  return {
    downloadArtifact: (artifact_id, maxBytes, withinMs = WITHIN_MS) =>
      attempt(`download artifact ${artifact_id}`, async () => {
        const query = { owner, repo, artifact_id, archive_format: 'zip' };
        const download = await open((request) => downloadArtifact({ ...query, request }), withinMs);
        if (download.kind !== 'open') return download;
        const bytes = await fromStorage(() => readUpTo(download.body, maxBytes));
        return bytes === undefined ? { kind: 'too_large' } : { kind: 'read', bytes };
      }),
    readLogTail: (job_id, maxBytes, withinMs = WITHIN_MS) =>
      attempt(`read the log of job ${job_id}`, async () => {
        const query = { owner, repo, job_id };
        const download = await open((request) => downloadJobLogsForWorkflowRun({ ...query, request }), withinMs);
        return download.kind === 'open' ? readLog(download.body, maxBytes) : undefined;
      }),
  };
}

async function readLog(body: Body, maxBytes: number): Promise<string> {
  const { bytes, cut } = await fromStorage(() => readTail(body, maxBytes));
  return toLogText(bytes, cut);
}
