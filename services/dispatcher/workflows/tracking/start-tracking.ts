/** Begins a tracking: stored with the effect that starts its workflow, shown, and polled from then on. */
import { ticketFor } from '@valine/admission';
import type { Outgoing, OwnPlace, Person } from '@valine/contracts';
import {
  correlationIdOf,
  expiryOf,
  replyKey,
  type Stage,
  type StageKind,
  type Tracking,
  trackingId,
} from '@valine/records';
import { createOwner } from '../../effects/change-owner.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import type { Ports } from '../../ports.ts';
import { stageIntent, startedBy } from './stage-intent.ts';
import { showTracking, trackingPoll, trackingRules } from './tracking-rules.ts';

export type TrackingRequest = {
  /** The first stage gives the tracking its kind. */
  stages: readonly [StageRequest, ...StageRequest[]];
  /** The interaction that asks for it. */
  id: string;
  person: Person;
  /** Its answer shows the tracking; or a message of its own in that channel or thread does. */
  place: OwnPlace;
  /** Epoch milliseconds. */
  requestedAt: number;
  inputs?: Record<string, string>;
  tellsSuccess?: boolean;
  behind?: Tracking['behind'];
  /** That was shipped. */
  planId?: string;
  /** The name of the schedule that asks for it. */
  schedule?: string;
};

export type StageRequest = Pick<Stage, 'kind' | 'workflow' | 'wantedRunId'>;

/** Those start a run of their own. */
const STARTING: readonly StageKind[] = ['deploy', 'diagnose'];

/** A replay adds nothing; it sends what the first one still had to send. `extraMessages` go out with it. */
export async function startTracking(
  ports: Ports,
  request: TrackingRequest,
  extraMessages: readonly Outgoing[] = [],
): Promise<void> {
  const { clock, deadline, settings } = ports;
  const now = clock.now();
  const unstarted = newTracking(request, ports, now);
  const [first] = unstarted.stages;
  const intent = first && stageIntent(unstarted, first, settings);
  const tracking = intent === undefined ? unstarted : startedBy(unstarted, request.id, intent);
  const outbox = [...showTracking(tracking), ...extraMessages, trackingPoll(tracking, request.id, now)];
  const effects = toEffectRecords(tracking, request.id, intent === undefined ? [] : [intent], now, deadline);
  await createOwner(ports, trackingRules, { ...tracking, outbox }, effects);
}

/** Pure, so that a replay of the interaction makes the same one. `now`: epoch milliseconds. */
function newTracking(
  request: TrackingRequest,
  { admissionKey, settings }: Pick<Ports, 'admissionKey' | 'settings'>,
  now: number,
): Tracking {
  const { repository, trackingTimeoutMs } = settings;
  const [first] = request.stages;
  const id = trackingId(first.kind, request.id);
  return {
    kind: 'tracking',
    id,
    version: 1,
    state: 'starting',
    repository,
    stages: request.stages.map((stage, index) => ({
      ...newStage(stage, index, request.id, now),
      ticket: ticketFor(admissionKey, [id, index]),
    })),
    stage: 0,
    tellsSuccess: request.tellsSuccess ?? true,
    ...(request.behind && { behind: request.behind }),
    ...(request.planId === undefined ? {} : { planId: request.planId }),
    ...(request.schedule === undefined ? {} : { schedule: request.schedule }),
    inputs: request.inputs ?? {},
    requestedBy: request.person,
    requestedAt: request.requestedAt,
    updatedAt: now,
    deadline: now + trackingTimeoutMs,
    place: request.place,
    messageKey: keyOf(request.place, id),
    applied: [request.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function newStage(stage: StageRequest, index: number, interactionId: string, now: number): Stage {
  const { kind } = stage;
  return {
    ...stage,
    ...(STARTING.includes(kind) ? { correlationId: correlationIdOf(interactionId, `${index} ${kind}`) } : {}),
    ...(index === 0 ? { beganAt: now } : {}),
  };
}

function keyOf(place: OwnPlace, id: string): string {
  return place.in === 'reply' ? replyKey(place.reply) : `tracking:${id}`;
}
