/** The words of one side effect: what it is, what a try of it can tell, and the journal that remembers it. */

/** What the journal holds of an effect that was intended and whose outcome is not recorded yet. */
export type Claim = {
  /** Names the effect; the same for every replay of it. */
  operation: string;
  /** Fencing: rises with every claim of the journal. A worker whose epoch is no longer the journal's writes nothing. */
  epoch: number;
  /** Epoch milliseconds until which the claimant may be at work, or before which another try is of no use. */
  leaseUntil: number;
  /** Epoch milliseconds of the effect's first claim: nothing it left behind is older. */
  since: number;
  /** Calls, the claimant's own among them, that may have taken effect without anybody having recorded it. */
  unconfirmed: number;
  /** Twice is the same as once: never looked up, never waited for longer than the lease. */
  repeatable: boolean;
};

/** Surely without effect; may be tried again. */
export type Later = { kind: 'later'; afterMs: number; reason: string };

/** What one try tells. */
export type CallResult<Outcome> =
  | { kind: 'done'; outcome: Outcome }
  | Later
  /** It may have taken effect, or still may. `afterMs`: the platform wants to be left alone so long. */
  | { kind: 'unknown'; reason: string; afterMs?: number }
  /** Another try cannot help, or must not be made: an operator decides. `code`: the same in a word. */
  | { kind: 'parked'; reason: string; code?: string; mayHaveHappened?: true };

export type Lookup<Outcome> = Exclude<CallResult<Outcome>, { kind: 'unknown' }> | { kind: 'absent' };

export type Effect<Outcome> = {
  operation: string;
  repeatable: boolean;
  /** The effect whose claim is open may have done the same by another way: it counts as an unconfirmed try of this one. */
  takesOver?: boolean;
  /** What it is meant for may have moved on while a try waited: every attempt but the first looks it up, even if none has called. */
  looksUpFirst?: boolean;
  /** Asked with the claim written: why it is not to be called any more, only looked for; undefined while it is. */
  blockedReason?(): string | undefined;
  /** Asked right before a call: why there is none for now. */
  findHold?(): Promise<Later | undefined>;
  /** Searches for what an earlier try left behind; asked when one may have taken effect, or as `looksFirst` says. */
  lookup(claim: Claim): Promise<Lookup<Outcome>>;
  /** One call, never repeated by a client, shorter than `Limits.callMs`. Failures are answers; what it throws is a bug. */
  call(claim: Claim): Promise<CallResult<Outcome>>;
};

/** A record with a version, as the journal of its effects. Every write is conditional on the record being as last read. */
export interface Journal<Outcome> {
  /** As last read or written. */
  state(): { epoch: number; claim?: Claim | undefined };
  /** Resolves to false, here and below, when another worker has written since: then nothing was written. */
  claim(claim: Claim): Promise<boolean>;
  complete(claim: Claim, outcome: Outcome): Promise<boolean>;
  /** Keeps the claim, with its new lease, for another try. */
  defer(claim: Claim): Promise<boolean>;
  /** `open`: the claim, if the effect may have happened all the same. */
  park(reason: string, open: Claim | undefined, code: string | undefined): Promise<boolean>;
}

/** All in milliseconds. */
export type Limits = {
  /** How long a claim holds; longer than the call. */
  leaseMs: number;
  /** How long after the lease an effect may still land: only then is looking for it worth anything. */
  quarantineMs: number;
  callMs: number;
  /** Tries that may have taken effect, and were not found, after which the effect is parked. */
  maxUnconfirmed: number;
};

export type EffectResult<Outcome> =
  | { kind: 'done'; outcome: Outcome }
  /** `until`: epoch milliseconds. `isHeld`: another worker has it, and may be done with it long before. */
  | { kind: 'waiting'; until: number; reason: string; isHeld?: true }
  | { kind: 'parked'; reason: string; code?: string };

export type EffectRow = {
  /** What tells it from every other effect, at the platform. */
  naturalKey: string;
  /** Where an earlier try is looked for. */
  lookup: string;
  /** Answers other than success that mean that it is there. */
  success: string;
  /** What at the platform stops a second one besides. */
  secondGuard: string;
};
