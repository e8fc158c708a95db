/** What waits for an operator's decision: effects of runs, and messages. */
import type { OperatorStore, PostedMessage, Run } from '@valine/runs';

/** `at`: epoch milliseconds, where it is known. */
export type Parked = { id: string; what: string; of: string; reason: string; at?: number };

/** Runs looked through of each kind, open and ended. */
export const LIMIT = 100;

export async function listParked(store: OperatorStore): Promise<Parked[]> {
  const [open, ended, messages] = await Promise.all([
    store.listRuns('open', LIMIT),
    store.listRuns('ended', LIMIT),
    store.listParkedMessages(LIMIT),
  ]);
  return [...parkedEffects([...open, ...ended]), ...messages.flatMap(parkedMessage)];
}

export function parkedEffects(runs: readonly Run[]): Parked[] {
  return runs.flatMap((run) =>
    run.effects.flatMap(({ id, kind, parked }) =>
      parked === undefined ? [] : [{ id, what: kind, of: run.id, reason: parked.reason, at: parked.at }],
    ),
  );
}

function parkedMessage({ id, parked }: PostedMessage): Parked[] {
  if (parked === undefined) return [];
  return [{ id, what: 'show-message', of: `revision ${parked.revision}`, reason: parked.reason }];
}
