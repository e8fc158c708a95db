/** A follow as it begins: pure, so that a replay of the interaction makes the same one. */
import type { Person, Place, Reply } from '@valine/contracts';
import {
  correlationIdOf,
  expiryOf,
  replyKey,
  type Stage,
  type StageKind,
  type Tracking,
  trackingId,
} from '@valine/records';

export type TrackingRequest = {
  /** The first stage gives the follow its kind. */
  stages: readonly [StageRequest, ...StageRequest[]];
  /** The interaction that asks for it. */
  id: string;
  person: Person;
  /** Its answer shows the follow; or a message of its own in that channel does. */
  place: { in: 'reply'; reply: Reply } | { in: 'channel'; channelId: string };
  /** Epoch milliseconds. */
  requestedAt: number;
  inputs?: Record<string, string>;
  tellsSuccess?: boolean;
};

export type StageRequest = Pick<Stage, 'kind' | 'workflow' | 'wantedRunId'>;

/** Those start a run of their own. */
const STARTING: readonly StageKind[] = ['deploy', 'diagnose'];

/** `now`: epoch milliseconds. `timeoutMs`: how long a stage may take. */
export function newTracking(
  interaction: TrackingRequest,
  repository: string,
  now: number,
  timeoutMs: number,
): Tracking {
  const [first] = interaction.stages;
  const id = trackingId(first.kind, interaction.id);
  return {
    kind: 'tracking',
    id,
    version: 1,
    state: 'starting',
    repository,
    stages: interaction.stages.map((stage, index) => newStage(stage, index, interaction.id, now)),
    stage: 0,
    tellsSuccess: interaction.tellsSuccess ?? true,
    inputs: interaction.inputs ?? {},
    requestedBy: interaction.person,
    requestedAt: interaction.requestedAt,
    updatedAt: now,
    deadline: now + timeoutMs,
    place: interaction.place,
    messageKey: keyOf(interaction.place, id),
    applied: [interaction.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function newStage(interaction: StageRequest, index: number, interactionId: string, now: number): Stage {
  const { kind } = interaction;
  return {
    ...interaction,
    ...(STARTING.includes(kind) ? { correlationId: correlationIdOf(interactionId, `${index} ${kind}`) } : {}),
    ...(index === 0 ? { beganAt: now } : {}),
  };
}

function keyOf(place: Place, id: string): string {
  return place.in === 'reply' ? replyKey(place.reply) : `tracking:${id}`;
}
