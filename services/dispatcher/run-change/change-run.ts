/** Applies one interaction or delivery to one run: exactly once, with the messages that tell of it. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, expiryOf, type Run } from '@valine/runs';
import type { Ports } from '../ports.ts';

/** What of a run a decision may change. */
export type RunChanges = Partial<Pick<Run, 'state' | 'tasks' | 'approvals' | 'endNote' | 'endedAt' | 'shipQuestion'>>;

export type RunStep<Decision> = {
  /** Interaction id or delivery GUID. */
  source: string;
  runId: string;
  /** Pure; undefined when the run has nothing to do with it. */
  decide(run: Run): Decision | undefined;
  changes(decision: Decision, run: Run): RunChanges;
  /** The messages that go out with the change; `run` is the changed one. */
  tell(decision: Decision, run: Run): Outgoing[];
};

/** @returns `unknown` when there is no such run; otherwise the run has taken it in, now or earlier. */
export async function changeRun<Decision>(
  ports: Pick<Ports, 'store' | 'queues' | 'clock'>,
  step: RunStep<Decision>,
): Promise<'unknown' | 'taken'> {
  const { record } = await changeRecord(ports.store, 'run', step.runId, (run) => {
    if (run === undefined || run.applied.includes(step.source)) return { verdict: undefined };
    const decision = step.decide(run);
    if (decision === undefined) return { verdict: undefined };
    return { next: takeIn(run, step, decision, ports.clock.now()), verdict: undefined };
  });
  if (record === undefined) return 'unknown';
  await flushOutbox(ports, record);
  return 'taken';
}

function takeIn<Decision>(run: Run, step: RunStep<Decision>, decision: Decision, now: number): Run {
  const next: Run = {
    ...run,
    ...step.changes(decision, run),
    version: run.version + 1,
    updatedAt: now,
    expiresAt: expiryOf(now),
    applied: [...run.applied, step.source],
  };
  return { ...next, outbox: [...run.outbox, ...step.tell(decision, next)] };
}
