/** What an effect means for the record that intends it: one line for each kind of record. */
import type { Outgoing } from '@valine/contracts';
import type { EffectHolder, RecordOf, RunEffect } from '@valine/runs';
import { afterFollowEffect, tellFollowEffect } from '../follow/follow-effects.ts';
import { showFollow } from '../follow/show-follow.ts';
import { whyNotCall } from '../follow/why-not-call.ts';
import { showRun, tellRunEffect } from './tell-run-effect.ts';

/** All pure. */
export type Holding<Holder extends EffectHolder> = {
  /** Undefined while an effect that waits may still be called; else why it is only looked for, and parked if not found. */
  withheld(record: Holder, effect: RunEffect, now: number): string | undefined;
  /**
   * What else of the record changes in the write that has the effect done or parked; the record itself, if nothing does
   * or all has. It is asked again when an operator has decided.
   */
  afterEffect(record: Holder, effect: RunEffect, now: number): Holder;
  /** What people are told of it; `before` is the record before that write. */
  tell(record: Holder, effect: RunEffect, before: Holder): Outgoing[];
  /** The record's message as it stands, for what an operator has decided. */
  show(record: Holder): Outgoing[];
};

type Holders = { [Kind in EffectHolder['kind']]: RecordOf<Kind> };

const holders: { [Kind in keyof Holders]: Holding<Holders[Kind]> } = {
  run: { withheld: () => undefined, afterEffect: (run) => run, tell: tellRunEffect, show: showRun },
  follow: { withheld: whyNotCall, afterEffect: afterFollowEffect, tell: tellFollowEffect, show: showFollow },
};

export function withheld(record: EffectHolder, effect: RunEffect, now: number): string | undefined {
  return record.kind === 'run'
    ? holders.run.withheld(record, effect, now)
    : holders.follow.withheld(record, effect, now);
}

export function afterEffect(record: EffectHolder, effect: RunEffect, now: number): EffectHolder {
  return record.kind === 'run'
    ? holders.run.afterEffect(record, effect, now)
    : holders.follow.afterEffect(record, effect, now);
}

/** `before` is the same record, earlier. */
export function tell(record: EffectHolder, effect: RunEffect, before: EffectHolder): Outgoing[] {
  if (record.kind === 'run') return before.kind === 'run' ? holders.run.tell(record, effect, before) : [];
  return before.kind === 'follow' ? holders.follow.tell(record, effect, before) : [];
}

export function show(record: EffectHolder): Outgoing[] {
  return record.kind === 'run' ? holders.run.show(record) : holders.follow.show(record);
}
