/** What the person who discards is told. */
import { type Message, refusalMessage } from '@valine/contracts';
import type { Run } from '@valine/runs';
import type { DiscardDecision } from './decide.ts';

export function discardMessage({ verdict }: DiscardDecision, run: Run): Message {
  switch (verdict) {
    case 'discarded':
      return { content: `🗑️ Plan \`${run.id}\` is discarded; nothing was started.` };
    case 'already_approved':
      return refusalMessage(
        verdict,
        `\`${run.id}\` is in progress and cannot be discarded any more. \`/ship run_id:${run.id}\` ends it.`,
      );
    case 'run_discarded':
      return refusalMessage(verdict, `\`${run.id}\` was discarded already.`);
    case 'run_finished':
      return refusalMessage(verdict, `\`${run.id}\` is finished (${run.state}).`);
  }
}

export function discardedNote(personName: string): string {
  return `Discarded by ${personName}`;
}
