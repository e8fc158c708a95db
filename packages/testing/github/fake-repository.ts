/** A repository on GitHub as effects change it: what there is in it, what was called, and faults on demand. */

import {
  type FoundPullRequest,
  type GitHubActions,
  GitHubError,
  type GitHubFailure,
  type GitHubLookups,
  type GitHubWriter,
  refusalAdvice,
} from '@valine/github';
import {
  admitWrite,
  emptyModel,
  type GitHubModel,
  openIssue,
  type Permission,
  pullRequests,
  push,
  RateLimited,
  Refusal,
  type Workflow,
} from '@valine/github-model';
import { fakeActions } from './fake-actions.ts';
import { type FakePeople, fakePeople } from './fake-people.ts';
import { contentLookups, contentWriter, pullSeen } from './fake-repository-content.ts';
import { type Workflows, workflowsLookups, workflowsWriter } from './fake-repository-workflows.ts';
import { addFakeRun, type FakeRun, type FakeWorkflowRun, fakeRunOf, workflowRunOf } from './fake-workflow-runs.ts';

/** What the next call of a method meets. Without `status` and `hold` no answer comes. */
type GitHubFault = {
  /** It is done, and its answer comes once this resolves. */
  hold?: Promise<void>;
  /** The caller dies: what is thrown is no answer of GitHub's. */
  crash?: true;
  status?: number;
  /** What the call was for happens all the same. */
  lands?: boolean;
  /** With a call that does not land: whether the caller can know. */
  neverSent?: boolean;
  detail?: string;
  retryAfterSeconds?: number;
};

export type FakeRepository = {
  /** What there is: for a test to read, and to prepare. */
  model: GitHubModel;
  readonly pulls: FoundPullRequest[];
  writer: GitHubWriter;
  lookups: GitHubLookups;
  actions: GitHubActions;
  /** That run of a workflow, or the newest, for the test to move on. */
  workflowRun(id?: number): FakeWorkflowRun;
  /** A run that somebody else started; a push unless told otherwise. */
  addWorkflowRun(workflow: string, more?: Partial<FakeRun>): FakeWorkflowRun;
  people: FakePeople;
  /** A commit of Ada's on `main`; the SHA. With `force` it takes the place of the newest. */
  push(message: string, more?: { force?: boolean }): string;
  /** Methods in the order in which they were called, failed ones included. */
  calls: string[];
  /** The next call of the method fails so; several are met one after the other. */
  fail(method: keyof GitHubWriter | keyof GitHubLookups | keyof GitHubActions, fault: GitHubFault): void;
  /** As they stand, the oldest first. */
  readonly runs: FakeRun[];
  workflows: Workflows;
};

const WORKFLOWS: readonly Workflow[] = [
  { file: 'client-deploy.yml', name: 'Client Deploy', listensTo: [] },
  { file: 'diagnose-dispatch.yml', name: 'Diagnose on Demand', listensTo: ['diagnose.request'] },
];

/** Issues that are there from the beginning: #1 to #9. */
const ISSUES = 9;

/** `clock` dates what is made. The repository is `acme/web`. */
export function fakeRepository(clock: { now(): number }): FakeRepository {
  const calls: string[] = [];
  const faults = new Map<string, GitHubFault[]>();
  const met = <M extends object>(methods: M, permit: Around['permit'] = () => {}): M =>
    withFaults(methods, { calls, faults, permit });
  const model = emptyModel('acme/web');
  for (let number = 1; number <= ISSUES; number += 1)
    openIssue(model, { id: number, number, title: `Issue ${number}`, author: 'ada', at: clock.now() });
  const workflows: Workflows = new Map(WORKFLOWS.map((workflow) => [workflow.file, workflow]));
  return {
    model,
    get pulls() {
      return pullRequests(model).map((pull) => pullSeen(model, pull));
    },
    writer: met({ ...contentWriter(model, clock), ...workflowsWriter(model, workflows, clock) }, (method) => {
      admitWrite(model, clock.now(), { needs: NEEDS[method], creates: method in NEEDS && method !== 'deleteBranch' });
    }),
    lookups: met({ ...contentLookups(model), ...workflowsLookups(model, workflows) }),
    actions: met(fakeActions(model, workflows)),
    workflowRun: (id) => workflowRunOf(model, clock, id),
    addWorkflowRun(file, more) {
      const workflow = workflows.get(file) ?? { file, name: file };
      return workflowRunOf(model, clock, addFakeRun(model, workflow, clock.now(), more).id);
    },
    people: fakePeople(model, clock),
    push: (message, more) => push(model, { message, author: 'Ada', at: clock.now(), ...more }),
    calls,
    fail: (method, fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    get runs() {
      return model.runs.map((run) => fakeRunOf(model, run));
    },
    workflows,
  };
}

const NEEDS: Readonly<Record<string, Permission>> = {
  createTree: 'contents',
  createCommit: 'contents',
  createBranch: 'contents',
  deleteBranch: 'contents',
  createPullRequest: 'pull_requests',
  mergePullRequest: 'contents',
  updateBranch: 'contents',
  enqueuePullRequest: 'contents',
  createComment: 'issues',
  addReaction: 'issues',
  addLabels: 'issues',
  addAssignee: 'issues',
  removeAssignee: 'issues',
  removeLabel: 'issues',
};

/** `permit` throws where the method may not be called. */
type Around = { calls: string[]; faults: Map<string, GitHubFault[]>; permit(method: string): void };

function withFaults<M extends object>(methods: M, { calls, faults, permit }: Around): M {
  return new Proxy(methods, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        calls.push(String(name));
        const fault = faults.get(String(name))?.shift();
        const call = () =>
          answer(String(name), async () => {
            permit(String(name));
            return method(...given);
          });
        return fault === undefined ? call() : meet(String(name), fault, call);
      };
    },
  });
}

/** What the model refuses, as the client tells it. */
async function answer(name: string, call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, accepted } = error;
    const more = error instanceof RateLimited ? { retryAfterSeconds: error.retryAfterSeconds } : {};
    // The client does not follow what has moved to another repository.
    const status = error.status === 301 ? 410 : error.status;
    throw toError(name, { status, detail: message.trim().replaceAll(/\s*\n\s*/g, ': '), ...more }, accepted);
  }
}

async function meet(name: string, fault: GitHubFault, call: () => Promise<unknown>): Promise<unknown> {
  if (fault.hold !== undefined) {
    const answer = await call();
    await fault.hold;
    return answer;
  }
  if (fault.lands) await call();
  if (fault.crash) throw new Error(`killed at ${name}`);
  throw toError(name, fault);
}

function toError(operation: string, fault: GitHubFault, accepted?: string): GitHubError {
  const { status, detail, retryAfterSeconds, neverSent = false } = fault;
  const reason = status === undefined ? 'unavailable' : reasonOf(status, fault.detail);
  return new GitHubError({
    operation,
    reason,
    status,
    detail,
    retryAfterSeconds,
    advice: refusalAdvice(detail, accepted),
    mayHaveLanded: reason === 'unavailable' && !neverSent,
  });
}

/** `detail`: of a 403, it tells whether a permission is lacking or the thing cannot be done. */
function reasonOf(status: number, detail = ''): GitHubFailure {
  if (status >= 500) return 'unavailable';
  if (status === 429 || /secondary rate limit/.test(detail)) return 'rate_limited';
  if (status === 401) return 'unauthorized';
  if (status === 403) return /already running|cannot be retried/i.test(detail) ? 'invalid' : 'forbidden';
  return status === 404 || status === 410 ? 'not_found' : 'invalid';
}
