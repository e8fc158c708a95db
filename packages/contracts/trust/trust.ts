/** Why the dispatcher may do what a message on its queue says, whoever has put it there. */
import type { DispatchMessage } from '../dispatch-message.ts';

/**
 * `admission`: ingress let it in. `signature`: ingress or the dispatcher has signed it. `ticket`: it brings back what the
 * dispatcher gave for this one question. `wake-up`: it says nothing that is believed, only where to look: what follows is
 * decided by our own records and by GitHub, as it would be without it.
 */
export const TRUST = {
  'command.requested': 'admission',
  'button.pressed': 'admission',
  'interaction.refused': 'admission',
  'issue.changed': 'signature',
  'issue.commented': 'signature',
  'pull_request.changed': 'signature',
  'pull_request.hinted': 'signature',
  'github.happened': 'signature',
  'news.held': 'signature',
  'delivery.questioned': 'signature',
  'plan.ended': 'signature',
  'plan.shipped': 'signature',
  'plan.deployed': 'signature',
  'comment.answered': 'signature',
  'task.changed': 'signature',
  'task.retry': 'signature',
  'task.ship': 'signature',
  'agent.give': 'signature',
  'agent.ended': 'signature',
  'plan.observed': 'ticket',
  'tracking.observed': 'ticket',
  'set-up.observed': 'ticket',
  'effect.due': 'wake-up',
  'effect.parked': 'wake-up',
  'set-up.due': 'wake-up',
  'sweep.due': 'wake-up',
  'alarm.due': 'wake-up',
  'schedule.due': 'wake-up',
  'schedule.ended': 'wake-up',
  'plan.due': 'wake-up',
  'plan.expire': 'wake-up',
  'site-change.expire': 'wake-up',
  'link.due': 'wake-up',
  'comment.admitted': 'wake-up',
  'task.start': 'wake-up',
  'task.reconcile': 'wake-up',
  'task.remind': 'wake-up',
  'task.tidy': 'wake-up',
  'agent.look': 'wake-up',
} as const satisfies Record<DispatchMessage['type'], 'admission' | 'signature' | 'ticket' | 'wake-up'>;

export type SignedMessage = Extract<DispatchMessage, { signature?: string | undefined }>;
