/** For tests: a task of issue #1 that has begun and has no pull request yet. */
import { expiryOf, type TaskRecord, taskId } from '@valine/records';

const MORNING = Date.UTC(2026, 2, 2, 9);

/** `planId` and `number` make its id. */
export function buildTaskRecord({
  planId = 'plan-1',
  number = 1,
  ...overrides
}: Partial<TaskRecord> & { number?: number } = {}): TaskRecord {
  return {
    kind: 'task',
    id: taskId(planId, number),
    version: 1,
    planId,
    repository: 'acme/web',
    issue: { number, title: `Issue ${number}`, url: `https://github.com/acme/web/issues/${number}` },
    label: 'ready',
    base: 'main',
    head: `valine/issue-${number}`,
    requestedBy: { id: '1', name: 'Ada', roles: [] },
    cardKey: 'reply:9000',
    requestedAt: MORNING,
    updatedAt: MORNING,
    applied: [],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(MORNING),
    ...overrides,
  };
}
