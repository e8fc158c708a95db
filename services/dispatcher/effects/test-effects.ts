/** A plan whose changes bring about effects on a repository in memory. */
import { lockValue } from '@valine/admission';
import type { DispatchMessage } from '@valine/contracts';
import type { EffectRecord } from '@valine/records';
import { buildPlan } from '@valine/testing';
import { planRules } from '../plans/record/plan-rules.ts';
import { ADMISSION_KEY, takeInTime, testDispatcher } from '../test-dispatcher.ts';
import { changeOwner } from './change-owner.ts';
import type { EffectIntent } from './definition/define-effect.ts';
import type { EffectPorts } from './start-effects.ts';

export type EffectBench = Awaited<ReturnType<typeof openEffectBench>>;

export const PLAN_ID = 'plan-0000000000';
/** A lease, its quarantine and some. */
export const QUIET_MS = 121_000;

/** What an effect knows that sets a variable or secret to a value. */
export function locked(name: string, value: string) {
  return { name, locked: lockValue(ADMISSION_KEY, value, '1'), lockedFor: '1' };
}

export async function openEffectBench() {
  const dispatcher = testDispatcher();
  await dispatcher.store.create(buildPlan());
  const { repository, queues } = dispatcher;
  let taken = 0;
  const plan = () => dispatcher.plan(PLAN_ID);

  const bench = {
    ...dispatcher,
    plan,
    /** The transition that intends the effects, as a handler would make it. */
    step: (source: string, ...intents: EffectIntent[]) => step(dispatcher, source, intents),
    stepUntil: (deadline: number, source: string, ...intents: EffectIntent[]) =>
      step({ ...dispatcher, deadline }, source, intents),
    async effect(index = 0): Promise<EffectRecord> {
      const found = (await plan()).effects[index];
      if (found === undefined) throw new Error(`the plan intends no effect ${index}`);
      return found;
    },
    /** What was sent to be shown. */
    told: () => queues.sent.filter(({ queue }) => queue === 'notify'),
    /** Takes what was sent to the dispatch queue, waiting as long as it is told to. */
    async settle(): Promise<void> {
      for (; taken < queues.sent.length; taken += 1) {
        const entry = queues.sent[taken];
        if (entry?.queue === 'dispatch') await takeInTime(dispatcher, entry.body as DispatchMessage);
      }
    },
  };
  return { ...bench, repository };
}

function step(ports: EffectPorts, source: string, intents: EffectIntent[]) {
  return changeOwner(ports, planRules, {
    source,
    ownerId: PLAN_ID,
    decide: (plan) => ({ verdict: 'taken', next: plan, intents, isRemembered: true }),
  });
}
