/** Records as they are in the middle of an ordinary day. */
import { type EffectRecord, expiryOf, type Plan, type Task } from '@valine/records';

const MORNING = Date.UTC(2026, 2, 2, 9);

export function buildTask(number: number, overrides: Partial<Task> = {}): Task {
  return {
    number,
    title: `Issue ${number}`,
    url: `https://github.com/acme/web/issues/${number}`,
    state: 'pending',
    ...overrides,
  };
}

/** A plan proposed by Ada in channel 500, version 1, two tasks. */
export function buildPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    kind: 'plan',
    id: 'plan-0000000000',
    version: 1,
    state: 'pending',
    repository: 'acme/web',
    label: 'ready',
    tasks: [buildTask(1), buildTask(2)],
    leftOut: 0,
    requestedBy: { id: '1', name: 'Ada', roles: [] },
    requestedAt: MORNING,
    updatedAt: MORNING,
    approvalsRequired: 1,
    preventSelfApproval: false,
    approvals: [],
    reply: {
      interactionId: '9000',
      applicationId: '77',
      token: 'interaction-token',
      tokenExpiresAt: MORNING + 15 * 60 * 1000,
      channelId: '500',
      private: false,
    },
    shipQuestions: [],
    applied: ['9000'],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(MORNING),
    ...overrides,
  };
}

/** An effect of a run that is still to be done: a branch to be created. */
export function buildEffect(overrides: Partial<EffectRecord> = {}): EffectRecord {
  const params = { name: 'valine/issue-1', sha: 'a1' };
  return { id: 'e1', kind: 'create-branch', params, intendedAt: MORNING, epoch: 1, ...overrides };
}
