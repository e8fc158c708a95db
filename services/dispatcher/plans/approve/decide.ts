/** Whether an approval counts, and whether it is the one that starts the plan. */
import type { Person } from '@valine/contracts';
import { type Approval, isTaskDone, type Plan, type Task } from '@valine/records';

export type ApprovalDecision =
  | { verdict: 'started'; approvals: Approval[]; tasks: Task[] }
  | { verdict: 'counted'; approvals: Approval[] }
  | {
      verdict:
        | 'already_approved'
        | 'run_finished'
        | 'run_discarded'
        | 'nothing_left'
        | 'self_approval'
        | 'approved_twice';
    };

export function decideApproval(plan: Plan, person: Person, now: number): ApprovalDecision {
  if (plan.state === 'in_progress') return { verdict: 'already_approved' };
  if (plan.state === 'cancelled') return { verdict: 'run_discarded' };
  if (plan.state !== 'pending') return { verdict: 'run_finished' };
  if (plan.tasks.every(isTaskDone)) return { verdict: 'nothing_left' };
  if (plan.preventSelfApproval && person.id === plan.requestedBy.id) return { verdict: 'self_approval' };
  if (plan.approvals.some((approval) => approval.person.id === person.id)) return { verdict: 'approved_twice' };
  const approvals = [...plan.approvals, { person, at: now }];
  if (approvals.length < plan.approvalsRequired) return { verdict: 'counted', approvals };
  return { verdict: 'started', approvals, tasks: plan.tasks.map(start) };
}

/** An issue that was closed before the approval stays what it became. */
function start(task: Task): Task {
  return task.state === 'pending' ? { ...task, state: 'started' } : task;
}
