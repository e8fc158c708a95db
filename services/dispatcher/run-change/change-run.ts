/** Applies one interaction or delivery to one run: exactly once, with the messages that tell of it. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, effectDue, expiryOf, isRunEnded, type Run, type RunEffect } from '@valine/runs';
import { bringAbout } from '../effects/bring-about.ts';
import type { EffectIntent } from '../effects/define-effect.ts';
import { effectLimits } from '../effects/effect-limits.ts';
import { toRunEffects } from '../effects/intend-effects.ts';
import type { EffectsPorts } from '../effects/run-effects.ts';
import type { Ports } from '../ports.ts';

/** What of a run a decision may change. */
export type RunChanges = Partial<Pick<Run, 'state' | 'tasks' | 'approvals' | 'endNote' | 'endedAt' | 'shipQuestions'>>;

export type RunStep<Decision> = {
  /** Interaction id or delivery GUID. */
  source: string;
  runId: string;
  /** Pure; undefined when the run has nothing to do with it. */
  decide(run: Run): Decision | undefined;
  changes(decision: Decision, run: Run): RunChanges;
  /** The messages that go out with the change; `run` is the changed one, `before` the one it was. */
  tell(decision: Decision, run: Run, before: Run): Outgoing[];
  /** The effects on GitHub that the change brings about; `run` is the one before it. */
  intend?(decision: Decision, run: Run): EffectIntent[];
};

type ChangePorts = EffectsPorts & Pick<Ports, 'queues'>;

/**
 * One read and one write; each effect it brings about is one call and one more write.
 * @returns `unknown` when there is no such run, the run itself when it had ended before and takes nothing in any more;
 * otherwise the run has taken it in, now or earlier.
 */
export async function changeRun<Decision>(
  ports: ChangePorts,
  step: RunStep<Decision>,
): Promise<'unknown' | 'taken' | Run> {
  const { record, verdict: effects } = await changeRecord<'run', RunEffect[]>(ports.store, 'run', step.runId, (run) => {
    if (run === undefined || isRunEnded(run) || run.applied.includes(step.source)) return { verdict: [] };
    const decision = step.decide(run);
    if (decision === undefined) return { verdict: [] };
    const intended = intendedEffects(ports, run, step, decision);
    return { next: takeIn(run, step, decision, intended, ports.clock.now()), verdict: intended };
  });
  if (record === undefined) return 'unknown';
  if (effects.length === 0) await flushOutbox(ports, record);
  else await bringAbout(ports, record, effects);
  return isRunEnded(record) && !record.applied.includes(step.source) ? record : 'taken';
}

function intendedEffects<Decision>(
  { clock, deadline }: ChangePorts,
  run: Run,
  step: RunStep<Decision>,
  decision: Decision,
): RunEffect[] {
  const now = clock.now();
  return toRunEffects(run, step.source, step.intend?.(decision, run) ?? [], now, effectLimits({ now, deadline }));
}

function takeIn<Decision>(
  run: Run,
  step: RunStep<Decision>,
  decision: Decision,
  effects: readonly RunEffect[],
  now: number,
): Run {
  const changes = step.changes(decision, run);
  const isRefusal = Object.keys(changes).length === 0;
  const next: Run = {
    ...run,
    ...changes,
    version: run.version + 1,
    updatedAt: isRefusal ? run.updatedAt : now,
    expiresAt: expiryOf(now),
    applied: [...run.applied, step.source],
    effects: [...run.effects, ...effects],
  };
  const returns = effects.map((effect) => effectDue(run, effect));
  return { ...next, outbox: [...run.outbox, ...step.tell(decision, next, run), ...returns] };
}
