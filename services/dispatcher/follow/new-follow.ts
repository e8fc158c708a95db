/** A follow as it begins: pure, so that a replay of the interaction makes the same one. */
import type { Person, Place, Reply } from '@valine/contracts';
import { correlationIdOf, expiryOf, type Follow, followId, replyKey, type Stage, type StageKind } from '@valine/runs';

export type FollowAsked = {
  /** The first stage gives the follow its kind. */
  stages: readonly [StageAsked, ...StageAsked[]];
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

export type StageAsked = Pick<Stage, 'kind' | 'workflow' | 'wantedRunId'>;

/** Those start a run of their own. */
const STARTING: readonly StageKind[] = ['deploy', 'diagnose'];

/** `now`: epoch milliseconds. `timeoutMs`: how long a stage may take. */
export function newFollow(asked: FollowAsked, repository: string, now: number, timeoutMs: number): Follow {
  const [first] = asked.stages;
  const id = followId(first.kind, asked.id);
  return {
    kind: 'follow',
    id,
    version: 1,
    state: 'starting',
    repository,
    stages: asked.stages.map((stage, index) => newStage(stage, index, asked.id, now)),
    stage: 0,
    tellsSuccess: asked.tellsSuccess ?? true,
    inputs: asked.inputs ?? {},
    requestedBy: asked.person,
    requestedAt: asked.requestedAt,
    updatedAt: now,
    deadline: now + timeoutMs,
    place: asked.place,
    messageKey: keyOf(asked.place, id),
    applied: [asked.id],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function newStage(asked: StageAsked, index: number, interactionId: string, now: number): Stage {
  const { kind } = asked;
  return {
    ...asked,
    ...(STARTING.includes(kind) ? { correlationId: correlationIdOf(interactionId, `${index} ${kind}`) } : {}),
    ...(index === 0 ? { beganAt: now } : {}),
  };
}

function keyOf(place: Place, id: string): string {
  return place.in === 'reply' ? replyKey(place.reply) : `follow:${id}`;
}
