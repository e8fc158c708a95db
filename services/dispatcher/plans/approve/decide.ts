/** Whether an approval counts, and whether it is the one that starts the plan. */
import type { Person } from '@valine/contracts';
import { type Approval, isTaskDone, type Plan, type Task, tasksOf } from '@valine/records';

export type ApprovalDecision =
  | { verdict: 'started'; approvals: Approval[]; tasks: Task[] }
  | { verdict: 'counted'; approvals: Approval[] }
  | {
      verdict:
        | 'already_approved'
        | 'run_finished'
        | 'run_discarded'
        | 'nothing_left'
        | 'list_changed'
        | 'not_approver'
        | 'self_approval'
        | 'approved_twice';
    };

/** `shown`: the edition of the list that the person has looked at, where that is known. */
export function decideApproval(plan: Plan, person: Person, now: number, shown?: number): ApprovalDecision {
  if (plan.state === 'in_progress') return { verdict: 'already_approved' };
  if (plan.state === 'cancelled') return { verdict: 'run_discarded' };
  if (plan.state !== 'pending') return { verdict: 'run_finished' };
  if (tasksOf(plan).every(isTaskDone)) return { verdict: 'nothing_left' };
  const { edition = 0, approverRoles = [] } = plan;
  if (shown !== undefined && shown !== edition) return { verdict: 'list_changed' };
  if (approverRoles.length > 0 && !approverRoles.some((role) => person.roles.includes(role)))
    return { verdict: 'not_approver' };
  if (plan.preventSelfApproval && person.id === plan.requestedBy.id) return { verdict: 'self_approval' };
  if (plan.approvals.some((approval) => approval.person.id === person.id)) return { verdict: 'approved_twice' };
  const approvals = [...plan.approvals, { person, at: now, edition }];
  if (approvals.length < plan.approvalsRequired) return { verdict: 'counted', approvals };
  return { verdict: 'started', approvals, tasks: plan.tasks.map(start) };
}

const NOT_TODAY = 'not today';

/** An issue that was closed before the approval stays what it became; what is out of the list does not begin. */
function start(task: Task): Task {
  if (task.out !== undefined && task.state === 'pending') return { ...task, state: 'skipped', note: NOT_TODAY };
  return task.state === 'pending' ? { ...task, state: 'started' } : task;
}
