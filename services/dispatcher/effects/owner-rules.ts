/** What the mechanism asks of a kind of record that owns effects. Each kind says it once, beside its record. */
import type { Outgoing } from '@valine/contracts';
import type { EffectRecord, OwnerKind, RecordOf } from '@valine/records';

/** All functions are pure. Times are epoch milliseconds. */
export type OwnerRules<K extends OwnerKind> = {
  kind: K;
  /** Undefined while an effect that waits may still be called; else why it is only looked up, and parked if not found. */
  blockedReason(owner: RecordOf<K>, effect: EffectRecord, now: number): string | undefined;
  /** What the owner has had done since says otherwise: such an effect is not called any more, and nobody has to decide about it. */
  isOutdated?(owner: RecordOf<K>, effect: EffectRecord): boolean;
  /**
   * What else of the owner changes in the write that has the effect done or parked; the owner itself if nothing does.
   * It is asked again when an operator has decided.
   */
  afterEffect(owner: RecordOf<K>, effect: EffectRecord, now: number): RecordOf<K>;
  /** The owner's message as it stands. */
  show(owner: RecordOf<K>): Outgoing[];
  /** What every change brings about: above all the owner's message, if it reads differently now. */
  changeMessages(before: RecordOf<K>, owner: RecordOf<K>, source: string): Outgoing[];
  /** What else is said of an effect that is done or parked. */
  effectMessages(owner: RecordOf<K>, effect: EffectRecord): Outgoing[];
};
