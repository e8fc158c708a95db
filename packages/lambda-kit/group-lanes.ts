/** Sorts a FIFO batch into its groups: what stands in one lane is handled in order, lanes side by side. */
import type { QueueRecord } from './record.ts';

export function groupLanes(records: readonly QueueRecord[]): QueueRecord[][] {
  const lanes = new Map<string | undefined, QueueRecord[]>();
  for (const record of records) {
    const lane = lanes.get(record.group);
    if (lane === undefined) lanes.set(record.group, [record]);
    else lane.push(record);
  }
  return [...lanes.values()];
}
