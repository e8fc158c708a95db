/** A repository on GitHub as effects change it: what there is in it, what was called, and faults on demand. */
import { type GitHubActions, GitHubError, type GitHubLookups, type GitHubWriter } from '@valine/github';
import { fakeActions } from './fake-actions.ts';
import { fakeCode } from './fake-repository-code.ts';
import { fakeSettings } from './fake-repository-settings.ts';
import { fakeTalk } from './fake-repository-talk.ts';
import { fakeWorkflows } from './fake-repository-workflows.ts';
import {
  addRun,
  type FakeRun,
  type FakeRunBook,
  type FakeWorkflowRun,
  fakeRunBook,
  workflowRunOf,
} from './fake-workflow-runs.ts';
import { reasonOf } from './refusal.ts';

/** What the next call of a method meets. Without `status` and `hold` no answer comes. */
export type GitHubFault = {
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
  writer: GitHubWriter;
  lookups: GitHubLookups;
  actions: GitHubActions;
  /** That run of a workflow, or the newest, for the test to move on. */
  workflowRun(id?: number): FakeWorkflowRun;
  /** A run that somebody else started; a push unless told otherwise. */
  addWorkflowRun(workflow: string, more?: Partial<FakeRun>): FakeWorkflowRun;
  /** Methods in the order in which they were called, failed ones included. */
  calls: string[];
  /** The next call of the method fails so; several are met one after the other. */
  fail(method: keyof GitHubWriter | keyof GitHubLookups | keyof GitHubActions, fault: GitHubFault): void;
} & Pick<ReturnType<typeof fakeCode>, 'branches' | 'pulls' | 'commits'> &
  Pick<ReturnType<typeof fakeTalk>, 'comments' | 'labels'> &
  Pick<ReturnType<typeof fakeSettings>, 'variables' | 'secrets'> &
  Pick<FakeRunBook, 'runs' | 'workflows'>;

/** `clock` dates what is made. The repository is `acme/web`. */
export function fakeRepository(clock: { now(): number }): FakeRepository {
  const calls: string[] = [];
  const faults = new Map<string, GitHubFault[]>();
  const met = <M extends object>(methods: M): M => withFaults(methods, calls, faults);
  const code = fakeCode();
  const talk = fakeTalk(clock);
  const settings = fakeSettings();
  const book = fakeRunBook(clock);
  const workflows = fakeWorkflows(book);
  return {
    writer: met({ ...code.writer, ...talk.writer, ...settings.writer, ...workflows.writer }),
    lookups: met({ ...code.lookups, ...talk.lookups, ...settings.lookups, ...workflows.lookups }),
    actions: met(fakeActions(book)),
    workflowRun: (id) => workflowRunOf(book, id),
    addWorkflowRun: (workflow, more) => workflowRunOf(book, addRun(book, workflow, more).id),
    calls,
    fail: (method, fault) => faults.set(method, [...(faults.get(method) ?? []), fault]),
    ...{ branches: code.branches, pulls: code.pulls, commits: code.commits },
    ...{ comments: talk.comments, labels: talk.labels },
    ...{ variables: settings.variables, secrets: settings.secrets },
    ...{ runs: book.runs, workflows: book.workflows },
  };
}

function withFaults<M extends object>(methods: M, calls: string[], faults: Map<string, GitHubFault[]>): M {
  return new Proxy(methods, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== 'function') return method;
      return async (...given: unknown[]) => {
        calls.push(String(name));
        const fault = faults.get(String(name))?.shift();
        if (fault === undefined) return method(...given);
        return meet(String(name), fault, () => method(...given));
      };
    },
  });
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

function toError(operation: string, fault: GitHubFault): GitHubError {
  const { status, detail, retryAfterSeconds, neverSent = false } = fault;
  const reason = status === undefined ? 'unavailable' : reasonOf(status, fault.detail);
  return new GitHubError({
    operation,
    reason,
    status,
    detail,
    retryAfterSeconds,
    mayHaveLanded: reason === 'unavailable' && !neverSent,
  });
}
