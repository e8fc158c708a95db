/** What a kind of effect on GitHub is made of, and how it becomes an effect that the mechanism can run. */
import type { Message } from '@valine/contracts';
import type { CallResult, Claim, Effect, EffectRow, Lookup } from '@valine/effects';
import { GitHubError, type GitHubLookups, type GitHubRefusal, type GitHubWriter } from '@valine/github';
import type { Clock } from '@valine/lambda-kit';
import type { EffectOutcome, EffectRecord } from '@valine/records';
import * as z from 'zod/mini';
import { CALL_MS } from './call-ms.ts';
import { judgeLookup, later, parked } from './judge-failure.ts';

/** `admissionKey`: by which values are locked. `sealSecret`: so that only GitHub reads it. */
export type EffectTools = {
  writer: GitHubWriter;
  lookups: GitHubLookups;
  admissionKey: string;
  sealSecret(publicKey: string, secret: string): Promise<string>;
  clock: Clock;
};

/** `assertInTime`: for a call that has read something first, during which its worker may have been frozen. @throws TooLate */
export type CallTools = EffectTools & { assertInTime(): void };

class TooLate extends Error {}

/**
 * `lookup`: GitHub says that it is there already; if a lookup does not find it to be ours, `otherwise` holds. `code`: as
 * what it is parked, should that never end.
 */
export type Verdict =
  | CallResult<EffectOutcome>
  | { kind: 'lookup'; otherwise: CallResult<EffectOutcome>; code?: GitHubRefusal };

/** `isCleared`: an operator says of the one try that may have taken effect that it has not. */
export type LookupClaim = Claim & { isCleared: boolean };

export type EffectDefinition<Params> = {
  kind: string;
  params: z.ZodMiniType<Params>;
  /** Twice is the same as once: never looked up. */
  repeatable: boolean;
  /** Every attempt but the first looks it up: what it is meant for may have moved on while it waited. */
  looksUpFirst?: boolean;
  /** For docs/effects.md. */
  row: EffectRow;
  /** One call. `operation` is the effect's id. */
  call(writer: GitHubWriter, params: Params, operation: string, tools: CallTools): Promise<EffectOutcome>;
  /** Is it there? Asked when an earlier call may have landed, or when GitHub says that it is there. */
  lookup(lookups: GitHubLookups, params: Params, claim: LookupClaim): Promise<Lookup<EffectOutcome>>;
  /** Pure: what an answer other than success means, those among them that mean success. */
  judge(failure: GitHubError, params: Params): Verdict;
  /** What the plan's thread says of it; nothing if this is left out. */
  doneMessage?(params: Params, outcome: EffectOutcome): Message;
};

/** An effect that a transition intends. `step` tells it from others that the same source gives rise to. */
export type EffectIntent = { kind: string; step: string; params: Record<string, unknown>; repeatable: boolean };

export type EffectKind = {
  kind: string;
  row: EffectRow;
  open(tools: EffectTools, effect: EffectRecord): Effect<EffectOutcome>;
  told(effect: EffectRecord, outcome: EffectOutcome): Message | undefined;
};

export function defineEffect<Params extends Record<string, unknown>>(definition: EffectDefinition<Params>) {
  const { kind, row, repeatable } = definition;
  return {
    kind,
    row,
    judge: definition.judge,
    intend: (step: string, params: Params): EffectIntent => ({ kind, step, params, repeatable }),
    open: (tools: EffectTools, effect: EffectRecord) =>
      openEffect(definition, tools, effect, z.parse(definition.params, effect.params)),
    told: (effect: EffectRecord, outcome: EffectOutcome) =>
      definition.doneMessage?.(z.parse(definition.params, effect.params), outcome),
  };
}

function openEffect<Params>(
  definition: EffectDefinition<Params>,
  tools: EffectTools,
  { id: operation, resolvedAt }: EffectRecord,
  params: Params,
): Effect<EffectOutcome> {
  const { writer, lookups } = tools;
  const lookup = (claim: Claim) =>
    definition
      .lookup(lookups, params, { ...claim, isCleared: isCleared(claim, resolvedAt) })
      .catch((error: unknown) => judgeLookup(asGitHubError(error)));
  return {
    operation,
    repeatable: definition.repeatable,
    looksUpFirst: definition.looksUpFirst ?? false,
    lookup,
    async call(claim) {
      try {
        const assertInTime = () => assertLeft(claim, tools.clock.now());
        return { kind: 'done', outcome: await definition.call(writer, params, operation, { ...tools, assertInTime }) };
      } catch (error) {
        if (error instanceof TooLate) return later(0, error.message);
        const verdict = definition.judge(asGitHubError(error), params);
        return verdict.kind === 'lookup' ? confirmed(await lookup(claim), verdict, claim) : verdict;
      }
    },
  };
}

/** @throws TooLate */
function assertLeft({ leaseUntil }: Claim, now: number): void {
  if (now + CALL_MS > leaseUntil) throw new TooLate('too little of the lease was left after reading');
}

/** No try came after the operator's word: what is claimed now is the second one, and the first was before it. */
function isCleared({ since, unconfirmed }: Claim, resolvedAt: number | undefined): boolean {
  return resolvedAt !== undefined && since < resolvedAt && unconfirmed === 2;
}

/** Tries after which what GitHub calls there, and does not show, is left to an operator. */
const MAX_TRIES = 20;

function confirmed(
  seen: Lookup<EffectOutcome>,
  { otherwise, code }: Extract<Verdict, { kind: 'lookup' }>,
  { epoch }: Claim,
): CallResult<EffectOutcome> {
  if (seen.kind !== 'absent') return seen;
  if (otherwise.kind !== 'later' || epoch <= MAX_TRIES) return otherwise;
  return { ...parked('outcome_unknown', otherwise.reason), ...(code && { code }) };
}

/** @throws what is not a GitHubError: a bug. */
function asGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) return error;
  throw error;
}
