/** Applies one interaction or delivery to one run: exactly once, with the messages that tell of it. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, type EffectRecord, effectDue, expiryOf, isPlanEnded, type Plan } from '@valine/records';
import type { EffectPorts } from '../../effects/attempt-effects.ts';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import { effectLimits } from '../../effects/effect-limits.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import { startEffects } from '../../effects/start-effects.ts';
import type { Ports } from '../../ports.ts';

/** What of a run a decision may change. */
export type PlanChanges = Partial<
  Pick<Plan, 'state' | 'tasks' | 'approvals' | 'endNote' | 'endedAt' | 'shipQuestions'>
>;

export type PlanStep<Decision> = {
  /** Interaction id or delivery GUID. */
  source: string;
  planId: string;
  /** Pure; undefined when the run has nothing to do with it. */
  decide(plan: Plan): Decision | undefined;
  changes(decision: Decision, plan: Plan): PlanChanges;
  /** The messages that go out with the change; `run` is the changed one, `before` the one it was. */
  tell(decision: Decision, plan: Plan, before: Plan): Outgoing[];
  /** The effects on GitHub that the change brings about; `run` is the one before it. */
  intend?(decision: Decision, plan: Plan): EffectIntent[];
};

type ChangePorts = EffectPorts & Pick<Ports, 'queues'>;

/**
 * One read and one write; each effect it brings about is one call and one more write.
 * @returns `unknown` when there is no such run, the run itself when it had ended before and takes nothing in any more;
 * otherwise the run has taken it in, now or earlier.
 */
export async function changePlan<Decision>(
  ports: ChangePorts,
  step: PlanStep<Decision>,
): Promise<'unknown' | 'taken' | Plan> {
  const { record, verdict: effects } = await changeRecord<'plan', EffectRecord[]>(
    ports.store,
    'plan',
    step.planId,
    (plan) => {
      if (plan === undefined || isPlanEnded(plan) || plan.applied.includes(step.source)) return { verdict: [] };
      const decision = step.decide(plan);
      if (decision === undefined) return { verdict: [] };
      const intended = intendedEffects(ports, plan, step, decision);
      return { next: takeIn(plan, step, decision, intended, ports.clock.now()), verdict: intended };
    },
  );
  if (record === undefined) return 'unknown';
  if (effects.length === 0) await flushOutbox(ports, record);
  else await startEffects(ports, record, effects);
  return isPlanEnded(record) && !record.applied.includes(step.source) ? record : 'taken';
}

function intendedEffects<Decision>(
  { clock, deadline }: ChangePorts,
  plan: Plan,
  step: PlanStep<Decision>,
  decision: Decision,
): EffectRecord[] {
  const now = clock.now();
  return toEffectRecords(plan, step.source, step.intend?.(decision, plan) ?? [], now, effectLimits({ now, deadline }));
}

function takeIn<Decision>(
  plan: Plan,
  step: PlanStep<Decision>,
  decision: Decision,
  effects: readonly EffectRecord[],
  now: number,
): Plan {
  const changes = step.changes(decision, plan);
  const isRefusal = Object.keys(changes).length === 0;
  const next: Plan = {
    ...plan,
    ...changes,
    version: plan.version + 1,
    updatedAt: isRefusal ? plan.updatedAt : now,
    expiresAt: expiryOf(now),
    applied: [...plan.applied, step.source],
    effects: [...plan.effects, ...effects],
  };
  const returns = effects.map((effect) => effectDue(plan, effect));
  return { ...next, outbox: [...plan.outbox, ...step.tell(decision, next, plan), ...returns] };
}
