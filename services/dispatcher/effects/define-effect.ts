/** What a kind of effect on GitHub is made of, and how it becomes an effect that the mechanism can run. */
import type { Message } from '@valine/contracts';
import type { Answer, Claim, Effect, EffectRow, Sighting } from '@valine/effects';
import { GitHubError, type GitHubLooks, type GitHubWriter } from '@valine/github';
import type { EffectOutcome, RunEffect } from '@valine/runs';
import * as z from 'zod/mini';
import { judgeLook } from './judge-failure.ts';

export type EffectGitHub = { writer: GitHubWriter; looks: GitHubLooks };

/** `look`: GitHub says that it is there already; if a look does not find it to be ours, `otherwise` holds. */
export type Verdict = Answer<EffectOutcome> | { kind: 'look'; otherwise: Answer<EffectOutcome> };

/** `isCleared`: an operator says of the one try that may have taken effect that it has not. */
export type LookedFor = Claim & { isCleared: boolean };

export type EffectDefinition<Params> = {
  kind: string;
  params: z.ZodMiniType<Params>;
  /** Twice is the same as once: never looked for. */
  repeatable: boolean;
  /** Every try but the first looks: what it is meant for may have moved on while it waited. */
  looksFirst?: boolean;
  /** For docs/effects.md. */
  row: EffectRow;
  /** One call. `operation` is the effect's id. */
  call(writer: GitHubWriter, params: Params, operation: string): Promise<EffectOutcome>;
  /** Is it there? Asked when an earlier call may have landed, or when GitHub says that it is there. */
  look(looks: GitHubLooks, params: Params, claim: LookedFor): Promise<Sighting<EffectOutcome>>;
  /** Pure: what an answer other than success means, those among them that mean success. */
  judge(failure: GitHubError, params: Params): Verdict;
  /** What the run's thread says of it; nothing if this is left out. */
  doneMessage?(params: Params, outcome: EffectOutcome): Message;
};

/** An effect that a transition intends. `step` tells it from others that the same source gives rise to. */
export type EffectIntent = { kind: string; step: string; params: Record<string, unknown>; repeatable: boolean };

export type EffectKind = {
  kind: string;
  row: EffectRow;
  open(github: EffectGitHub, effect: RunEffect): Effect<EffectOutcome>;
  told(effect: RunEffect, outcome: EffectOutcome): Message | undefined;
};

export function defineEffect<Params extends Record<string, unknown>>(definition: EffectDefinition<Params>) {
  const { kind, row, repeatable } = definition;
  return {
    kind,
    row,
    judge: definition.judge,
    intend: (step: string, params: Params): EffectIntent => ({ kind, step, params, repeatable }),
    open: (github: EffectGitHub, effect: RunEffect) =>
      openEffect(definition, github, effect, z.parse(definition.params, effect.params)),
    told: (effect: RunEffect, outcome: EffectOutcome) =>
      definition.doneMessage?.(z.parse(definition.params, effect.params), outcome),
  };
}

function openEffect<Params>(
  definition: EffectDefinition<Params>,
  { writer, looks }: EffectGitHub,
  { id: operation, resolvedAt }: RunEffect,
  params: Params,
): Effect<EffectOutcome> {
  const look = (claim: Claim) =>
    definition
      .look(looks, params, { ...claim, isCleared: isCleared(claim, resolvedAt) })
      .catch((error: unknown) => judgeLook(asGitHubError(error)));
  return {
    operation,
    repeatable: definition.repeatable,
    looksFirst: definition.looksFirst ?? false,
    look,
    async call(claim) {
      try {
        return { kind: 'done', outcome: await definition.call(writer, params, operation) };
      } catch (error) {
        const verdict = definition.judge(asGitHubError(error), params);
        return verdict.kind === 'look' ? confirmed(await look(claim), verdict.otherwise, claim) : verdict;
      }
    },
  };
}

/** No try came after the operator's word: what is claimed now is the second one, and the first was before it. */
function isCleared({ since, unsure }: Claim, resolvedAt: number | undefined): boolean {
  return resolvedAt !== undefined && since < resolvedAt && unsure === 2;
}

/** Tries after which what GitHub calls there, and does not show, is left to an operator. */
const MAX_TRIES = 20;

function confirmed(
  seen: Sighting<EffectOutcome>,
  otherwise: Answer<EffectOutcome>,
  { epoch }: Claim,
): Answer<EffectOutcome> {
  if (seen.kind !== 'absent') return seen;
  return otherwise.kind === 'later' && epoch > MAX_TRIES ? { kind: 'parked', reason: otherwise.reason } : otherwise;
}

/** @throws what is not a GitHubError: a bug. */
function asGitHubError(error: unknown): GitHubError {
  if (error instanceof GitHubError) return error;
  throw error;
}
