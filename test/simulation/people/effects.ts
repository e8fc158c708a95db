/** Effects of every kind, as a transition of a run would intend them; no command of today brings all of them about. */
import { lockValue } from '@valine/admission';
import type { ButtonPressed } from '@valine/contracts';
import {
  assign,
  changeLabels,
  comment,
  createBranch,
  createCommit,
  createPullRequest,
  deleteBranch,
  dispatchWorkflow,
  type EffectIntent,
  enqueuePullRequest,
  mergePullRequest,
  react,
  setSecret,
  setVariable,
  updateBranch,
} from '@valine/dispatcher/effect-kinds';
import { correlationIdOf } from '@valine/records';
import type { SimRepository } from '../platforms/github/sim-repository.ts';
import { API } from '../platforms/web/site.ts';
import { ADMISSION_KEY } from './admission-key.ts';

export const INTEND_EFFECTS = 'intend-effects';
export const EFFECTS_RUN = 'plan-effects0000';

const author = { name: 'Valine', email: 'valine@example.com', date: 0 };
const PULL = { title: 'Header', head: 'valine/issue-1', base: 'main', body: 'Closes #1', draft: true };
const BEHIND = { title: 'Sidebar', head: 'valine/issue-7', base: 'main', body: 'Closes #7', draft: false };
const QUEUED = { title: 'Search', head: 'valine/issue-6', base: 'queued', body: 'Closes #6', draft: false };
const READY = { title: 'Footer', head: 'valine/issue-9', base: 'main', body: 'Closes #9', draft: false };

function locked(name: string, value: string, source: string) {
  return { name, locked: lockValue(ADMISSION_KEY, value, source), lockedFor: source };
}

/** `source`: the press; each starts a workflow run of its own. */
function intentsFor(source: string) {
  const correlationId = correlationIdOf(source, 'deploy');
  return {
    commit: createCommit.intend('commit', { message: 'Start', tree: 't1', parents: ['p1'], author }),
    branch: createBranch.intend('branch', { name: PULL.head, sha: 'a1' }),
    pull: createPullRequest.intend('pull', PULL),
    comment: comment.intend('comment', { number: 1, body: 'Begun.' }),
    label: changeLabels.intend('label', { number: 1, add: ['in-progress'] }),
    assignee: assign.intend('assignee', { number: 1, login: 'ada' }),
    unlabel: changeLabels.intend('unlabel', { number: 2, remove: 'ready' }),
    merge: mergePullRequest.intend('merge', { number: 101, headSha: 'a9', method: 'squash' }),
    delete: deleteBranch.intend('delete', { name: 'valine/issue-8', sha: 'a8' }),
    variable: setVariable.intend('variable', locked('FRONTEND_BASE_URL', 'https://example.com', source)),
    secret: setSecret.intend('secret', locked('VITE_API_BASE', API, source)),
    deploy: dispatchWorkflow.intend('deploy', {
      workflow: 'client-deploy.yml',
      ref: 'main',
      inputs: { correlation_id: correlationId },
      correlationId,
    }),
    update: updateBranch.intend('update', { number: 102, headSha: 'a7' }),
    reaction: react.intend('reaction', { commentId: 9001, content: '+1' }),
    enqueue: enqueuePullRequest.intend('queue', { number: 103, nodeId: 'PR_103', headSha: 'a6' }),
  } satisfies Record<string, EffectIntent>;
}

export type EffectName = keyof ReturnType<typeof intentsFor>;
export const EFFECT_NAMES = Object.keys(intentsFor('')) as EffectName[];

export function intentsOf({ id, argument }: ButtonPressed): EffectIntent[] {
  const intents = intentsFor(id);
  return EFFECT_NAMES.filter((name) => argument.split(' ').includes(name)).map((name) => intents[name]);
}

/** Something to merge, to put into a queue, or to bring up to date, something to take off, something to delete, and something to react to. */
export async function prepare({ repository }: SimRepository): Promise<void> {
  const { model, writer } = repository;
  const { main } = model.branches;
  repository.push('The second');
  model.commits['a7'] = {
    message: 'Work',
    tree: 't7',
    parents: main === undefined ? [] : [main],
    author: 'ada',
    at: 0,
  };
  const [ready, behind, queued] = [READY.head, BEHIND.head, QUEUED.head];
  Object.assign(model.branches, { [ready]: 'a9', [behind]: 'a7', [queued]: 'a6', 'valine/issue-8': 'a8' });
  model.protections[QUEUED.base] = { requiredChecks: [], requiredApprovals: 0, mergeQueue: true };
  await writer.createPullRequest(READY);
  await writer.createPullRequest(BEHIND);
  await writer.createPullRequest(QUEUED);
  await writer.addLabels(2, ['ready']);
  await writer.createComment(3, 'Well done.');
}
