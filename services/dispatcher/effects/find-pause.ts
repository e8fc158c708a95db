/** While everything is paused no effect is called: what may have happened is looked for, and the rest waits. */
import type { Later } from '@valine/effects';
import { type OwnerKind, TransientError } from '@valine/records';
import { findRestriction } from '../operations/switches/switches.ts';
import type { Ports } from '../ports.ts';

/** They end what is under way. */
const STOPPING: readonly string[] = ['cancel-workflow-run', 'unassign'];

const FIRST_WAIT_MS = 60_000;
/** As long as a message can wait. */
const LONGEST_WAIT_MS = 900_000;
const STORE_AWAY_MS = 5000;

/**
 * Why an effect of that kind is not called now; undefined: it may be. The longer a pause lasts, the more seldom it is asked
 * about. Who asks in a comment is answered: that changes nothing.
 */
export async function findPause(
  { switches, clock }: Pick<Ports, 'switches' | 'clock'>,
  owner: OwnerKind,
  kind: string,
): Promise<Later | undefined> {
  if (owner === 'comment' || STOPPING.includes(kind)) return undefined;
  try {
    const pause = findRestriction(await switches(), 'pause');
    if (pause === undefined) return undefined;
    if (pause === 'unknown') return later(LONGEST_WAIT_MS, 'whether everything is paused is not known');
    const afterMs = Math.min(Math.max((clock.now() - pause.at) / 4, FIRST_WAIT_MS), LONGEST_WAIT_MS);
    return later(Math.ceil(afterMs), 'everything is paused');
  } catch (error) {
    if (error instanceof TransientError) return later(STORE_AWAY_MS, 'the switches cannot be read now');
    throw error;
  }
}

function later(afterMs: number, reason: string): Later {
  return { kind: 'later', afterMs, reason };
}
