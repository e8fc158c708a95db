/** Somebody can write to the queues of the verifier, which believes nobody: it may look, and nothing else comes of it. */
import type { VerifyMessage, WorkflowRunChanged } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { createRandom, type Random } from '../../engine/random.ts';
import { runsOf, trackingsOf } from '../../invariants/one-message.ts';
import { REPOSITORY } from '../../settings.ts';
import type { World } from '../../world.ts';
import { FORGED } from './poison.ts';

const ATTACKS = 10;
/** So late that adding one to it makes no difference any more. */
const NEVER_MS = 2 ** 60;

/** `withinMs`: until when. */
export function attackVerifier(world: World, seed: number, withinMs: number): void {
  const random = createRandom(seed, 'attacks on the verifier');
  for (let number = 0; number < ATTACKS; number += 1)
    world.engine.timeline.after(random.int(0, withinMs), () => {
      const forged = forge(world, random, `${FORGED}-verify-${number}`);
      if (forged === undefined) return;
      const text = JSON.stringify(forged);
      world.engine.trace.note('attack', () => text.slice(0, 200));
      world.chronicle.forged.add(text);
      world.queues.put(forged.type === 'tracking.poll' ? 'poll' : 'verify', text);
    });
}

/** Undefined where there is nothing to make it of yet. */
function forge(world: World, random: Random, id: string): VerifyMessage | undefined {
  const tracking = trackingsOf(world).at(-1);
  if (tracking === undefined) return comparison(world, id);
  const requestedAt = random.pick([NEVER_MS, world.engine.timeline.now()]);
  return random.pick<VerifyMessage>([
    runEvent(world, random, id, tracking),
    jobEvent(world, id, tracking),
    { type: 'tracking.poll', id, trackingId: tracking.id, requestedAt, polls: random.pick([0, 1_000_000]) },
  ]);
}

/** Nobody has asked whether all its issues are closed. */
function comparison(world: World, id: string): VerifyMessage | undefined {
  const planId = runsOf(world)[0]?.id;
  return planId === undefined ? undefined : { type: 'plan.reconcile', id, planId, requestedAt: 0, ticket: FORGED };
}

/** Its run goes on, has ended well, or is at another attempt; or there is one that says it is its. */
function runEvent(world: World, random: Random, id: string, { stages, stage }: Tracking): WorkflowRunChanged {
  const { run, wantedRunId = 1, workflow = '', correlationId = '' } = stages[stage] ?? {};
  const [status, conclusion] = random.pick<[string, string | null]>([
    ['completed', 'success'],
    ['completed', 'failure'],
    ['in_progress', null],
  ]);
  return {
    ...occurrence(world, id),
    type: 'workflow_run.changed',
    action: status,
    workflowRun: {
      id: run?.id ?? wantedRunId,
      attempt: (run?.attempt ?? 1) + random.pick([0, 0, 1]),
      workflowName: FORGED,
      workflowFile: workflow,
      event: random.pick(['workflow_dispatch', 'repository_dispatch']),
      displayTitle: `${FORGED} ${correlationId}`,
      url: `https://example.com/${FORGED}`,
      head: { branch: FORGED, sha: 'f0f0f0f', title: FORGED },
      ...{ status, conclusion },
    },
  };
}

function jobEvent(world: World, id: string, { stages, stage }: Tracking): VerifyMessage {
  const { id: runId = 1, attempt = 1 } = stages[stage]?.run ?? {};
  const job = { id: 1, runId, attempt, name: FORGED, status: 'in_progress', conclusion: null, step: FORGED };
  return { ...occurrence(world, id), type: 'workflow_job.changed', action: 'in_progress', job };
}

function occurrence({ engine }: World, id: string) {
  return { id, repository: REPOSITORY, sender: FORGED, receivedAt: engine.timeline.now() };
}
