/** Workflow runs, their jobs and what they leave behind as GitHub's REST API shows them. */
import type { Annotation, Artifact, Step } from '@valine/github-model';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../state/actions-state.ts';
import { timestamp } from '../state/state.ts';
import { pageUrl, repositoryUrl, repositoryView, type Shown, userView, type View } from './view.ts';

export function runUrl(view: View, { id }: Pick<WorkflowRun, 'id'>): string {
  return `${repositoryUrl(view)}/actions/runs/${id}`;
}

export function runPageUrl(view: View, { id }: Pick<WorkflowRun, 'id'>): string {
  return `${pageUrl(view)}/actions/runs/${id}`;
}

/** As its last attempt stands. */
export function runView(view: View, run: WorkflowRun): Shown<'workflow-run'> {
  const { number, status, conclusion, startedAt, updatedAt, actor } = lastAttempt(run);
  return {
    id: run.id,
    name: run.name,
    head_branch: run.branch,
    head_sha: run.sha,
    head_commit: headCommitView(view, run),
    path: `.github/workflows/${run.workflow}`,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status,
    conclusion,
    check_suite_id: run.checkSuiteId,
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(updatedAt),
    actor: userView(view, run.attempts[0]?.actor ?? actor),
    run_attempt: number,
    run_started_at: timestamp(startedAt),
    triggering_actor: userView(view, actor),
    url: runUrl(view, run),
    html_url: runPageUrl(view, run),
    repository: repositoryView(view),
  };
}

/** Null where the commit is not there. */
function headCommitView({ state }: View, { sha }: WorkflowRun): Shown<'nullable-simple-commit'> | null {
  const commit = state.commits[sha];
  if (commit === undefined) return null;
  const { message, tree, author: name, at } = commit;
  const person = { name, email: `${name}@users.noreply.example` };
  return { id: sha, tree_id: tree, message, timestamp: timestamp(at), author: person, committer: person };
}

export function jobView(view: View, run: WorkflowRun, attempt: Attempt): Shown<'job'> {
  const { id, name, startedAt, steps } = jobOf(attempt);
  const { status, conclusion, updatedAt } = attempt;
  return {
    id,
    run_id: run.id,
    workflow_name: run.name,
    run_attempt: attempt.number,
    head_branch: run.branch,
    head_sha: run.sha,
    html_url: `${runPageUrl(view, run)}/job/${id}`,
    ...({ status, conclusion } as Shown<'job'>),
    created_at: timestamp(attempt.startedAt),
    started_at: timestamp(startedAt ?? attempt.startedAt),
    completed_at: status === 'completed' ? timestamp(updatedAt) : null,
    name,
    steps: startedAt === undefined ? [] : steps.map(stepView),
  };
}

function stepView({ startedAt, completedAt, ...step }: Step) {
  const dated = (at: number | undefined) => (at === undefined ? null : timestamp(at));
  const { status, ...rest } = { ...step, started_at: dated(startedAt), completed_at: dated(completedAt) };
  return { ...rest, status: status as 'queued' | 'in_progress' | 'completed' };
}

export function artifactView({ id, name, sizeBytes, createdAt, expired, runId }: Artifact): Shown<'artifact'> {
  const created = timestamp(createdAt);
  return { id, name, size_in_bytes: sizeBytes, expired, created_at: created, workflow_run: { id: runId } };
}

export function annotationView({ path, line = 1, level, title = '', message }: Annotation): Shown<'check-annotation'> {
  return { path, start_line: line, end_line: line, annotation_level: level, title, message };
}
