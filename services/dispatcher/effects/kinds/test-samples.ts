/** One sample of every kind of effect on GitHub. */
import type { FakeRepository } from '@valine/testing';
import type { EffectIntent } from '../definition/define-effect.ts';
import { locked } from '../test-effects.ts';
import {
  assign,
  cancelWorkflowRun,
  changeLabels,
  comment,
  createBranch,
  createCommit,
  createPullRequest,
  createTree,
  deleteBranch,
  dispatchWorkflow,
  enqueuePullRequest,
  mergePullRequest,
  react,
  requestDispatch,
  rerunFailedJobs,
  setSecret,
  setVariable,
  unassign,
  updateBranch,
} from './index.ts';

export type Sample = {
  kind: string;
  intent: EffectIntent;
  /** The call it makes when all is well, and how its lookup is called. */
  call: Parameters<FakeRepository['fail']>[0];
  lookup?: Parameters<FakeRepository['fail']>[0];
  /** What it reads in every call besides. */
  reads?: 'secretKey';
  /** Whether a later attempt looks it up although none before it has called. */
  looksUpFirst?: true;
  /** What the repository has to hold beforehand. */
  prepare?(repository: FakeRepository): Promise<unknown>;
  /** What GitHub does not let it be (403) is no matter for an operator. */
  isCourtesy?: true;
  /** How often it has taken effect. */
  count(repository: FakeRepository): number;
};

const PULL = { title: 'Header', head: 'valine/issue-1', base: 'main', body: 'Closes #1', draft: false };
const openPull = async ({ writer, calls, model }: FakeRepository) => {
  model.branches[PULL.head] = 'a1';
  await writer.createPullRequest(PULL);
  calls.splice(0);
};

/** Its branch lacks the newest commit of its base. */
const openBehind = async (repository: FakeRepository) => {
  const commit = (parents: string[]) => ({ message: 'Work', tree: 't', parents, author: 'ada', at: 0 });
  Object.assign(repository.model.commits, { p1: commit([]), p2: commit(['p1']), a1: commit(['p1']) });
  repository.model.branches['main'] = 'p2';
  await openPull(repository);
};

/** Its base has a merge queue. */
const openQueued = async (repository: FakeRepository) => {
  repository.model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, mergeQueue: true };
  await openPull(repository);
};

export const SAMPLES: readonly Sample[] = [
  {
    kind: 'dispatch-workflow',
    intent: dispatchWorkflow.intend('deploy', {
      workflow: 'client-deploy.yml',
      ref: 'main',
      inputs: { correlation_id: 'c0ffee' },
      correlationId: 'c0ffee',
    }),
    call: 'dispatchWorkflow',
    lookup: 'dispatchedRunsSince',
    count: ({ runs }) => runs.length,
  },
  {
    kind: 'request-dispatch',
    intent: requestDispatch.intend('diagnose', {
      eventType: 'diagnose.request',
      payload: { correlation_id: 'c0ffee' },
      workflow: 'diagnose-dispatch.yml',
      correlationId: 'c0ffee',
    }),
    call: 'requestDispatch',
    lookup: 'dispatchedRunsSince',
    count: ({ runs }) => runs.length,
  },
  {
    kind: 'cancel-workflow-run',
    intent: cancelWorkflowRun.intend('cancel', { runId: 7001, attempt: 1 }),
    call: 'cancelWorkflowRun',
    lookup: 'findWorkflowRun',
    looksUpFirst: true,
    prepare: async (repository) => repository.addWorkflowRun('client-deploy.yml'),
    count: ({ runs }) => runs.filter(({ conclusion }) => conclusion === 'cancelled').length,
  },
  {
    kind: 'rerun-failed-jobs',
    intent: rerunFailedJobs.intend('rerun', { runId: 7001, attempt: 1 }),
    call: 'rerunFailedJobs',
    lookup: 'findWorkflowRun',
    looksUpFirst: true,
    prepare: async (repository) =>
      repository.addWorkflowRun('client-deploy.yml', { status: 'completed', conclusion: 'failure' }),
    count: ({ runs }) => runs.reduce((reruns, { attempt }) => reruns + attempt - 1, 0),
  },
  {
    kind: 'create-branch',
    intent: createBranch.intend('branch', { name: 'valine/issue-1', sha: 'a1' }),
    call: 'createBranch',
    lookup: 'findBranch',
    count: ({ model }) => Object.keys(model.branches).length,
  },
  {
    kind: 'create-pull-request',
    intent: createPullRequest.intend('pull', PULL),
    call: 'createPullRequest',
    lookup: 'pullRequestsOf',
    count: ({ pulls }) => pulls.length,
  },
  {
    kind: 'comment',
    intent: comment.intend('comment', { number: 1, body: 'Begun.' }),
    call: 'createComment',
    lookup: 'commentsSince',
    count: ({ model }) => model.comments.length,
  },
  {
    kind: 'react',
    intent: react.intend('reaction', { commentId: 9001, content: '+1' }),
    call: 'addReaction',
    isCourtesy: true,
    prepare: async ({ writer, calls }) => {
      await writer.createComment(1, '/valine status');
      calls.splice(0);
    },
    count: ({ model }) => model.reactions.length,
  },
  {
    kind: 'merge-pull-request',
    intent: mergePullRequest.intend('merge', { number: 101, headSha: 'a1', method: 'squash' }),
    call: 'mergePullRequest',
    lookup: 'findPullRequest',
    prepare: openPull,
    count: ({ pulls }) => pulls.filter(({ merged }) => merged).length,
  },
  {
    kind: 'update-branch',
    intent: updateBranch.intend('update', { number: 101, headSha: 'a1' }),
    call: 'updateBranch',
    lookup: 'findHead',
    prepare: openBehind,
    count: ({ model, pulls }) => (model.commits[pulls[0]?.headSha ?? '']?.parents.length ?? 0) - 1,
  },
  {
    kind: 'enqueue-pull-request',
    intent: enqueuePullRequest.intend('queue', { number: 101, nodeId: 'PR_101', headSha: 'a1' }),
    call: 'enqueuePullRequest',
    lookup: 'findQueueStand',
    prepare: openQueued,
    count: ({ model }) => model.issues.filter(({ pullRequest }) => pullRequest?.queued !== undefined).length,
  },
  {
    kind: 'delete-branch',
    intent: deleteBranch.intend('delete', { name: PULL.head, sha: 'a1' }),
    call: 'deleteBranch',
    lookup: 'findBranch',
    looksUpFirst: true,
    prepare: async ({ model }) => Object.assign(model.branches, { other: 'b1', [PULL.head]: 'a1' }),
    count: ({ model }) => 2 - Object.keys(model.branches).length,
  },
  {
    kind: 'create-commit',
    intent: createCommit.intend('commit', {
      message: 'Start',
      tree: 't1',
      parents: ['p1'],
      author: { name: 'Valine', email: 'valine@example.com', date: 0 },
    }),
    call: 'createCommit',
    count: ({ model }) => Object.keys(model.commits).length,
  },
  {
    kind: 'create-tree',
    intent: createTree.intend('tree', { base: 't1', path: 'src/App.jsx', content: 'export const App = 1;' }),
    call: 'createTree',
    count: ({ model }) => Object.keys(model.trees ?? {}).length,
  },
  {
    kind: 'change-labels',
    intent: changeLabels.intend('labels', { number: 1, add: ['in-progress'] }),
    call: 'addLabels',
    count: ({ model }) => model.labels.length,
  },
  {
    kind: 'assign',
    intent: assign.intend('assignee', { number: 1, login: 'ada' }),
    call: 'addAssignee',
    count: ({ model }) => model.issues.flatMap(({ assignees }) => assignees).length,
  },
  {
    kind: 'unassign',
    intent: unassign.intend('assignee', { number: 1, login: 'ada' }),
    call: 'removeAssignee',
    prepare: async ({ model }) => void model.issues[0]?.assignees.push('ada'),
    count: ({ model }) =>
      model.issues.filter(({ number, assignees }) => number === 1 && !assignees.includes('ada')).length,
  },
  {
    kind: 'set-variable',
    intent: setVariable.intend('variable', locked('FRONTEND_BASE_URL', 'https://new.example.com')),
    call: 'updateVariable',
    prepare: async ({ model }) => Object.assign(model.variables, { FRONTEND_BASE_URL: 'https://old.example.com' }),
    count: ({ model }) => Object.values(model.variables).filter((value) => value.includes('new')).length,
  },
  {
    kind: 'set-secret',
    intent: setSecret.intend('secret', locked('VITE_API_BASE', 'https://api.example.com')),
    reads: 'secretKey',
    call: 'setSecret',
    count: ({ model }) => Object.keys(model.secrets).length,
  },
];
