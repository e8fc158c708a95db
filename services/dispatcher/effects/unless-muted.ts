/** Which messages of a muted owner still go out. */
import type { Outgoing } from '@valine/contracts';
import { isMuted, type OwnerKind, type RecordOf } from '@valine/records';

/** New lines and pings are left out, and counted. Edits and answers stay. */
export function unlessMuted<K extends OwnerKind>(
  after: RecordOf<K>,
  all: Outgoing[],
  now: number,
): { after: RecordOf<K>; told: Outgoing[] } {
  if (!isMuted(after, now)) return { after, told: all };
  const told = all.filter((message) => !isNewLine(message));
  const left = all.length - told.length;
  return { after: left === 0 ? after : { ...after, mutedLines: (after.mutedLines ?? 0) + left }, told };
}

/** A line of the thread, or a reply. */
function isNewLine(message: Outgoing): boolean {
  return message.type === 'message.shown' && /^(?:thread|ping):/.test(message.key);
}
