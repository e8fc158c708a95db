/** Whether a proposal can still be discarded. */
import type { Plan } from '@valine/records';

export type DiscardDecision = {
  verdict: 'discarded' | 'already_approved' | 'run_finished' | 'run_discarded' | 'run_expired';
};

export function decideDiscard(plan: Plan): DiscardDecision {
  switch (plan.state) {
    case 'pending':
      return { verdict: 'discarded' };
    case 'in_progress':
      return { verdict: 'already_approved' };
    case 'cancelled':
      return { verdict: plan.isExpired ? 'run_expired' : 'run_discarded' };
    case 'completed':
    case 'failed':
      return { verdict: 'run_finished' };
  }
}
