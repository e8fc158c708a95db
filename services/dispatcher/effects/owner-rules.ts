/** What an effect means for the record that intends it: one line for each kind of record. */
import type { Outgoing } from '@valine/contracts';
import type { EffectOwner, EffectRecord, RecordOf } from '@valine/records';
import { planEffectMessages, showPlan } from '../plans/record/plan-rules.ts';
import { showTracking } from '../workflows/tracking/show-tracking.ts';
import { afterTrackingEffect, tellTrackingEffect } from '../workflows/tracking/tracking-effects.ts';
import { whyNotCall } from '../workflows/tracking/why-not-call.ts';

/** All pure. */
export type OwnerRules<Owner extends EffectOwner> = {
  /** Undefined while an effect that waits may still be called; else why it is only looked for, and parked if not found. */
  blockedReason(record: Owner, effect: EffectRecord, now: number): string | undefined;
  /**
   * What else of the record changes in the write that has the effect done or parked; the record itself, if nothing does
   * or all has. It is asked again when an operator has decided.
   */
  afterEffect(record: Owner, effect: EffectRecord, now: number): Owner;
  /** What people are told of it; `before` is the record before that write. */
  tell(record: Owner, effect: EffectRecord, before: Owner): Outgoing[];
  /** The record's message as it stands, for what an operator has decided. */
  show(record: Owner): Outgoing[];
};

type Owners = { [Kind in EffectOwner['kind']]: RecordOf<Kind> };

const owners: { [Kind in keyof Owners]: OwnerRules<Owners[Kind]> } = {
  plan: { blockedReason: () => undefined, afterEffect: (plan) => plan, tell: planEffectMessages, show: showPlan },
  tracking: {
    blockedReason: whyNotCall,
    afterEffect: afterTrackingEffect,
    tell: tellTrackingEffect,
    show: showTracking,
  },
};

export function blockedReason(record: EffectOwner, effect: EffectRecord, now: number): string | undefined {
  return record.kind === 'plan'
    ? owners.plan.blockedReason(record, effect, now)
    : owners.tracking.blockedReason(record, effect, now);
}

export function afterEffect(record: EffectOwner, effect: EffectRecord, now: number): EffectOwner {
  return record.kind === 'plan'
    ? owners.plan.afterEffect(record, effect, now)
    : owners.tracking.afterEffect(record, effect, now);
}

/** `before` is the same record, earlier. */
export function tell(record: EffectOwner, effect: EffectRecord, before: EffectOwner): Outgoing[] {
  if (record.kind === 'plan') return before.kind === 'plan' ? owners.plan.tell(record, effect, before) : [];
  return before.kind === 'tracking' ? owners.tracking.tell(record, effect, before) : [];
}

export function show(record: EffectOwner): Outgoing[] {
  return record.kind === 'plan' ? owners.plan.show(record) : owners.tracking.show(record);
}
