/** Starting, stopping and repeating workflows of a repository in memory. */
import type { GitHubLookups, GitHubWriter } from '@valine/github';
import { runsOf } from './fake-actions.ts';
import { addRun, type FakeRun, type FakeRunBook } from './fake-workflow-runs.ts';
import { refusal } from './refusal.ts';

type Writer = Pick<GitHubWriter, 'dispatchWorkflow' | 'requestDispatch' | 'cancelWorkflowRun' | 'rerunFailedJobs'>;
type Lookups = Pick<GitHubLookups, 'dispatchedRunsSince' | 'findWorkflowRun'>;

const MAX_INPUTS = 25;
const MAX_PAYLOAD_KEYS = 10;

export function fakeWorkflows(book: FakeRunBook): { writer: Writer; lookups: Lookups } {
  return { writer: writerOf(book), lookups: lookupsOf(book) };
}

function writerOf(book: FakeRunBook): Writer {
  return {
    async dispatchWorkflow(workflow, ref, inputs) {
      if (!book.workflows.has(workflow)) throw refusal('dispatchWorkflow', 404, 'Not Found');
      if (Object.keys(inputs).length > MAX_INPUTS)
        throw refusal('dispatchWorkflow', 422, `you may only define up to ${MAX_INPUTS} inputs`);
      const run = addRun(book, workflow, { event: 'workflow_dispatch', ref, inputs });
      return { runId: run.id, url: run.url };
    },
    async requestDispatch(eventType, payload) {
      if (Object.keys(payload).length > MAX_PAYLOAD_KEYS)
        throw refusal('requestDispatch', 422, `No more than ${MAX_PAYLOAD_KEYS} properties are allowed`);
      for (const [file, { listensTo }] of book.workflows)
        if (listensTo.includes(eventType)) addRun(book, file, { event: 'repository_dispatch', inputs: payload });
    },
    async cancelWorkflowRun(id) {
      const run = getRun(book, 'cancelWorkflowRun', id);
      if (run.status === 'completed')
        throw refusal('cancelWorkflowRun', 409, 'Cannot cancel a workflow run that is completed.');
      Object.assign(run, { status: 'completed', conclusion: 'cancelled', updatedAt: book.clock.now() });
    },
    async rerunFailedJobs(id) {
      const run = getRun(book, 'rerunFailedJobs', id);
      if (run.status !== 'completed')
        throw refusal('rerunFailedJobs', 403, 'This workflow is already running', 'invalid');
      if (run.conclusion === 'success')
        throw refusal('rerunFailedJobs', 403, 'This workflow run cannot be retried', 'invalid');
      const now = book.clock.now();
      const attempt = run.attempt + 1;
      Object.assign(run, { attempt, status: 'queued', conclusion: null, startedAt: now, updatedAt: now });
    },
  };
}

function lookupsOf(book: FakeRunBook): Lookups {
  return {
    async dispatchedRunsSince(workflow, since, event = 'workflow_dispatch') {
      const recent = runsOf(book, workflow, { event, since });
      return recent.map(({ id, url, displayTitle, createdAt }) => ({ id, url, displayTitle, createdAt }));
    },
    async findWorkflowRun(id) {
      const run = book.runs.find((each) => each.id === id);
      if (run === undefined) return undefined;
      const { status, conclusion, attempt, url } = run;
      return { status, conclusion, attempt, url };
    },
  };
}

function getRun({ runs }: FakeRunBook, operation: string, id: number): FakeRun {
  const run = runs.find((each) => each.id === id);
  if (run === undefined) throw refusal(operation, 404, 'Not Found');
  return run;
}
