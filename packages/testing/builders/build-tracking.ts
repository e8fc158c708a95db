/** For tests: a follow of a verification that Ada asked for, nothing seen of it yet. */
import { expiryOf, type Stage, type Tracking } from '@valine/records';

const MORNING = Date.UTC(2026, 2, 2, 9);

export function buildStage(overrides: Partial<Stage> = {}): Stage {
  return { kind: 'verify', workflow: 'client-deploy.yml', beganAt: MORNING, ...overrides };
}

export function buildTracking(overrides: Partial<Tracking> = {}): Tracking {
  const reply = {
    interactionId: '9100',
    applicationId: '77',
    token: 'interaction-token',
    tokenExpiresAt: MORNING + 900_000,
    channelId: '500',
    private: false,
  };
  return {
    kind: 'tracking',
    id: 'verify-0000000000',
    version: 1,
    state: 'starting',
    repository: 'acme/web',
    stages: [buildStage()],
    stage: 0,
    tellsSuccess: true,
    inputs: {},
    requestedBy: { id: '1', name: 'Ada', roles: [] },
    requestedAt: MORNING,
    updatedAt: MORNING,
    deadline: MORNING + 3_600_000,
    place: { in: 'reply', reply },
    messageKey: 'reply:9100',
    applied: ['9100'],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(MORNING),
    ...overrides,
  };
}
