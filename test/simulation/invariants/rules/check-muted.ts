/** A task that is muted says nothing in its plan's thread, and that is counted; who has asked last decides. */
import { isAskedBefore, isMuted, isTaskEnded, type Plan, type StoredRecord, type Task } from '@valine/records';
import type { Engine } from '../../engine/engine.ts';

/** Of each write. What was told in the very write that mutes it came before. */
export function checkMuted(engine: Engine, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (previous?.kind === 'rule' && next.kind === 'rule') checkOrder(engine, next.id, previous, next);
  if (previous?.kind !== 'plan' || next.kind !== 'plan') return;
  const now = engine.timeline.now();
  for (const [index, line] of next.tasks.entries()) {
    const before = previous.tasks[index];
    if (before === undefined) continue;
    checkOrder(engine, `${next.id}-${line.number}`, before, line);
    // Whoever approves, or ships, is told of all tasks.
    const isAtWork = previous.state === 'in_progress' && next.state === 'in_progress';
    if (isAtWork && isMuted(before, now) && isMuted(line, now)) checkSilent(engine, previous, next, before, line);
  }
}

function checkSilent({ report, coverage }: Engine, previous: Plan, next: Plan, before: Task, line: Task): void {
  const what = `${next.id}: #${line.number}`;
  const known = new Set(previous.outbox.map(({ id }) => id));
  for (const message of next.outbox)
    if (message.type === 'message.shown' && !known.has(message.id) && message.key.startsWith('thread:'))
      if (message.message.content?.includes(`[#${line.number}](`))
        report('a task that is muted says nothing', `${what}, ${message.message.content}`);
  if (line.state === before.state || !isTaskEnded(line)) return;
  coverage.sometimes('a task that is muted moved');
  if ((line.mutedLines ?? 0) !== (before.mutedLines ?? 0) + 1)
    report('what a muted task does not say is counted', what);
}

type MuteAsked = { muteAsked?: string | undefined };

function checkOrder(
  { report }: Engine,
  what: string,
  { muteAsked: before }: MuteAsked,
  { muteAsked: after }: MuteAsked,
): void {
  if (before !== undefined && (after === undefined || isAskedBefore(after, before)))
    report('who has asked last decides', `${what}: ${before}, then ${after}`);
}
