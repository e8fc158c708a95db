/** What the person who discards is told. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { Plan } from '@valine/records';
import { expiredRefusalMessage } from '../record/messages.ts';
import type { DiscardDecision } from './decide.ts';

export function discardMessage({ verdict }: DiscardDecision, plan: Plan): Message {
  switch (verdict) {
    case 'discarded':
      return { content: `🗑️ Done; nothing was started for \`${plan.id}\`.` };
    case 'already_approved':
      return refusalMessage(
        verdict,
        `\`${plan.id}\` is in progress and cannot be discarded any more. \`/ship run_id:${plan.id}\` ends it.`,
      );
    case 'run_discarded':
      return refusalMessage(verdict, `\`${plan.id}\` was discarded already.`);
    case 'run_expired':
      return expiredRefusalMessage(plan);
    case 'run_finished':
      return refusalMessage(verdict, `\`${plan.id}\` is finished (${plan.state}).`);
  }
}

export function discardedNote(personName: string): string {
  return `Discarded by ${personName}`;
}
