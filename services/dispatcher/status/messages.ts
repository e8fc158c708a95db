/** What `/status` says: one run, or the plans there are. */
import { agoText, type Message } from '@valine/contracts';
import type { Run } from '@valine/runs';
import { progressOf, runCardMessage } from '../run-card/messages.ts';

const STATE: Record<Run['state'], string> = {
  pending: '⚪ waiting for approval',
  in_progress: '🟡 in progress',
  completed: '🟢 completed',
  failed: '🔴 failed',
  cancelled: '⚫ discarded',
};

export function runStatusMessage(run: Run, now: number): Message {
  const { card } = runCardMessage(run);
  return {
    content: `📊 Status of \`${run.id}\`: ${STATE[run.state]} • ${progressOf(run)} • changed ${agoText(run.updatedAt, now)}`,
    ...(card === undefined ? {} : { card }),
  };
}

/** `open`: every run that has not ended; `ended`: the last few that have. */
export function runListMessage(open: readonly Run[], ended: readonly Run[], count: number, now: number): Message {
  const lines = [...open, ...ended].map((run) => runLine(run, now));
  return {
    content: [`📊 Status (last ${count})`, '', 'Plans:', ...(lines.length > 0 ? lines : [NO_PLAN])].join('\n'),
  };
}

const NO_PLAN = 'none yet. `/plan` proposes one.';

function runLine(run: Run, now: number): string {
  return `${STATE[run.state]} • \`${run.id}\` • ${progressOf(run)} • ${agoText(run.updatedAt, now)}`;
}
