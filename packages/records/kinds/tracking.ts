/** What a person asked of workflows, from the asking to the report: the journal of a deploy, a diagnose or a verification. */
import { CheckResult, OwnPlace, Person, Report, TrackingProblem, WorkflowRunState } from '@valine/contracts';
import * as z from 'zod/mini';
import { deriveId } from '../ids.ts';
import { areLegalEffects, ownerFields } from './effect-record.ts';

/**
 * `starting`: no workflow run is known yet. `succeeded`: the report says ok. `failed`: it does not.
 * `abandoned`: it could not be started or found, or took too long.
 */
export const TrackingState = z.enum(['starting', 'queued', 'running', 'succeeded', 'failed', 'cancelled', 'abandoned']);
export type TrackingState = z.infer<typeof TrackingState>;

export const StageKind = z.enum(['deploy', 'diagnose', 'verify']);
export type StageKind = z.infer<typeof StageKind>;

/** One workflow run that is tracked and then inspected. */
export const Stage = z.object({
  kind: StageKind,
  /** File name of the workflow. */
  workflow: z.string(),
  /** A UUID that stands in the title of the run we start; absent where none is started. */
  correlationId: z.optional(z.string()),
  /** What an observation of it has to bring back; absent where an earlier version has begun it, until somebody speaks of it. */
  ticket: z.optional(z.string()),
  /** The effect that starts the run; absent before it is intended, and where none is started. */
  effectId: z.optional(z.string()),
  /** Which run was asked for; absent where one is started, or where the latest one is meant. */
  wantedRunId: z.optional(z.number()),
  /** When the stage began. Epoch milliseconds; absent while the one before it is not over. */
  beganAt: z.optional(z.number()),
  /** When its run was last seen to get on. Epoch milliseconds. */
  changedAt: z.optional(z.number()),
  /** As last seen. */
  run: z.optional(WorkflowRunState),
  report: z.optional(Report),
  problem: z.optional(TrackingProblem),
});
export type Stage = z.infer<typeof Stage>;

export const Tracking = z.object({
  kind: z.literal('tracking'),
  /** `deploy-`, `diagnose-` or `verify-`, and 10 characters made from the interaction id. */
  id: z.string(),
  /** Rises by one with every change; the condition of every write. */
  version: z.number(),
  state: TrackingState,
  /** `owner/name`. */
  repository: z.string(),
  /** One or two, one after the other. */
  stages: z.array(Stage),
  /** Index of the stage that is under way, or was the last. */
  stage: z.number(),
  /** Whether people are told of a success; a failure is always told. */
  tellsSuccess: z.boolean(),
  /** What a stage that starts a workflow gives it besides the correlation id; never a secret. */
  inputs: z.record(z.string(), z.string()),
  requestedBy: Person,
  requestedAt: z.number(),
  updatedAt: z.number(),
  endedAt: z.optional(z.number()),
  /** Epoch milliseconds after which it is abandoned. */
  deadline: z.number(),
  /**
   * The poll in use, where it is not the stage's first: when it was asked for (epoch milliseconds), and how
   * often those before it have looked. Older ones stop: a message that is put back for an hour gathers copies of itself.
   */
  fallbackPoll: z.optional(z.object({ since: z.number(), polls: z.number() })),
  /** A run of the same workflow that was under way when this was asked for. `since`: epoch milliseconds. */
  behind: z.optional(z.object({ url: z.string(), since: z.number() })),
  /** Who asked GitHub to stop its run. */
  cancelledBy: z.optional(Person),
  /** Who had its failed jobs run again last. */
  rerunBy: z.optional(Person),
  /** The plan that was shipped, where this deploys it. */
  planId: z.optional(z.string()),
  /** The name of the schedule that asked for it. */
  schedule: z.optional(z.string()),
  /** Where its one message stands, and the key of that message. */
  place: OwnPlace,
  messageKey: z.string(),
  ...ownerFields,
});
export type Tracking = z.infer<typeof Tracking>;

const OPEN: readonly TrackingState[] = ['starting', 'queued', 'running'];
/** A run that has failed can be run again; then it is followed again. */
const REOPENED: readonly TrackingState[] = ['starting'];

const LEGAL: Record<TrackingState, readonly TrackingState[]> = {
  starting: TrackingState.options,
  queued: TrackingState.options,
  running: TrackingState.options,
  succeeded: [],
  failed: REOPENED,
  cancelled: REOPENED,
  abandoned: REOPENED,
};

export function isTrackingEnded({ state }: Pick<Tracking, 'state'>): boolean {
  return !OPEN.includes(state);
}

/** The stage that is under way, or was the last. @throws Error for a record without stages: a bug */
export function currentStage({ id, stages, stage }: Pick<Tracking, 'id' | 'stages' | 'stage'>): Stage {
  const current = stages[stage];
  if (current === undefined) throw new Error(`follow ${id} has no stage ${stage}`);
  return current;
}

/** News of jobs and steps may come by the hundred in a second; an edit of the message takes its time. */
const PROGRESS_EVERY_MS = 3000;

/**
 * Whether it is too early, after the last change, to tell of another job or step than the one that is known. What is
 * left out then is not missed: a later event or the fallback poll tells where the run stands. `now`: epoch milliseconds.
 */
export function isTooSoonForProgress(tracking: Tracking, now: number): boolean {
  const isAtAJob = tracking.state === 'running' && currentStage(tracking).run?.job !== undefined;
  return isAtAJob && now - tracking.updatedAt < PROGRESS_EVERY_MS;
}

/** When its run was last seen to get on, or it began. Epoch milliseconds; undefined while its turn has not come. */
export function stillSince({ changedAt, beganAt }: Pick<Stage, 'changedAt' | 'beganAt'>): number | undefined {
  return changedAt === undefined || beganAt === undefined ? beganAt : Math.max(changedAt, beganAt);
}

/** The tracking with `stage` in the place of its current one. */
export function withCurrentStage<F extends Pick<Tracking, 'stages' | 'stage'>>(tracking: F, stage: Stage): F {
  return { ...tracking, stages: tracking.stages.map((each, index) => (index === tracking.stage ? stage : each)) };
}

export function isLegalTrackingStep(from: TrackingState, to: TrackingState): boolean {
  return from === to || LEGAL[from].includes(to);
}

/** The states from which `to` may be reached, itself among them. */
export function trackingStatesBefore(to: TrackingState): readonly TrackingState[] {
  return TrackingState.options.filter((from) => isLegalTrackingStep(from, to));
}

/** An open one by when it was asked for, an ended one by when it ended. Epoch milliseconds. */
export function trackingListedAt(tracking: Pick<Tracking, 'state' | 'requestedAt' | 'endedAt'>): number {
  return isTrackingEnded(tracking) ? (tracking.endedAt ?? tracking.requestedAt) : tracking.requestedAt;
}

/** Its own step is legal, stages only go on, and effects are neither lost nor undone. */
export function isLegalTrackingChange(previous: Tracking, next: Tracking): boolean {
  return (
    isLegalTrackingStep(previous.state, next.state) &&
    areLegalEffects(previous.effects, next.effects) &&
    next.stages.length === previous.stages.length &&
    next.stage >= previous.stage &&
    next.stages.every(({ correlationId }, index) => correlationId === previous.stages[index]?.correlationId)
  );
}

/** `kind`: what was asked for. The same for every replay of the interaction. */
export function trackingId(kind: StageKind, interactionId: string): string {
  return `${kind}-${deriveId(10, interactionId, kind)}`;
}

const StageSummary = z.object({
  kind: StageKind,
  workflow: z.string(),
  correlationId: z.optional(z.string()),
  wantedRunId: z.optional(z.number()),
  /** Kind of the effect that starts its run. */
  startedBy: z.optional(z.string()),
  run: z.optional(WorkflowRunState),
  report: z.optional(
    z.extend(z.pick(Report, { verdict: true, conclusion: true, seconds: true, nothingDone: true }), {
      checks: z.array(z.pick(CheckResult, { name: true, verdict: true })),
    }),
  ),
});
export type StageSummary = z.infer<typeof StageSummary>;

/** What the index holds of it, and lists tell: no token of an interaction, and nothing that is to be sent. */
export const TrackingSummary = z.object({
  kind: z.literal('tracking'),
  id: z.string(),
  state: TrackingState,
  repository: z.string(),
  stages: z.array(StageSummary),
  /** Index of the stage that is under way, or was the last. */
  stage: z.number(),
  /** The name. */
  requestedBy: z.string(),
  /** Epoch milliseconds, as is `updatedAt`. */
  listedAt: z.number(),
  updatedAt: z.number(),
});
export type TrackingSummary = z.infer<typeof TrackingSummary>;

export function trackingSummary(tracking: Tracking): TrackingSummary {
  const { kind, id, state, repository, stage, requestedBy, updatedAt } = tracking;
  const stages = tracking.stages.map((each) => stageSummary(tracking, each));
  const listedAt = trackingListedAt(tracking);
  return { kind, id, state, repository, stages, stage, requestedBy: requestedBy.name, listedAt, updatedAt };
}

function stageSummary({ effects }: Tracking, stage: Stage): StageSummary {
  const { kind, workflow, correlationId, wantedRunId, run, report } = stage;
  const startedBy = effects.find(({ id }) => id === stage.effectId)?.kind;
  return {
    kind,
    workflow,
    ...(correlationId === undefined ? {} : { correlationId }),
    ...(wantedRunId === undefined ? {} : { wantedRunId }),
    ...(startedBy === undefined ? {} : { startedBy }),
    ...(run === undefined ? {} : { run }),
    ...(report === undefined ? {} : { report: reportSummary(report) }),
  };
}

function reportSummary({ verdict, conclusion, seconds, nothingDone, checks }: Report) {
  const named = checks.map(({ name, verdict }) => ({ name, verdict }));
  return { verdict, conclusion, seconds, checks: named, ...(nothingDone === undefined ? {} : { nothingDone }) };
}
