/** The tracking of a deploy that begins with starting its workflow, on a repository in memory. */
import type { Notification } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { type Resolution, resolveEffect, type Tracking } from '@valine/records';
import { buildStage, buildTracking } from '@valine/testing';
import { trackingRules } from '../workflows/tracking/tracking-rules.ts';
import { createOwner } from './change-owner.ts';
import { toEffectRecords } from './intend-effects.ts';
import { dispatchWorkflow } from './kinds/index.ts';
import { openEffectBench } from './test-effects.ts';

export const TRACKING_ID = 'deploy-0000000000';
/** What is observed of it has to bring it back. */
const TICKET = 'ticket';
const CORRELATION = '0b5c8a2e-6f0d-8c3b-9a51-2f8f0f3c9d10';

/** What the tracking has to say when it is created. */
export const WORD: Notification = {
  type: 'message.shown',
  id: 'n1',
  conversation: 'reply:9100',
  key: 'reply:9100',
  revision: 7,
  place: { in: 'channel', channelId: '500' },
  message: { content: 'Starting' },
};

/** `findable`: whether its workflow takes a correlation id. */
export async function openTrackingBench({ findable = true } = {}) {
  const bench = await openEffectBench();
  async function tracking(): Promise<Tracking> {
    const found = await bench.store.find('tracking', TRACKING_ID);
    if (found === undefined) throw new Error('no tracking was created');
    return found;
  }
  return {
    ...bench,
    tracking,
    /** What a command does, and does again when its message comes again. */
    begin: () => begin(bench, findable),
    /** What an operator says of its effect a minute later; and what comes of it. */
    async resolve(resolution: Resolution): Promise<void> {
      bench.clock.advance(60_000);
      const seen = await tracking();
      const resolved = resolveEffect(seen, seen.effects[0]?.id ?? '', resolution, bench.clock.now());
      if (resolved === undefined) throw new Error('it was not parked');
      await bench.store.replace(seen, resolved);
      await flushOutbox(bench, resolved);
      await bench.settle();
    },
  };
}

function begin(bench: Awaited<ReturnType<typeof openEffectBench>>, findable: boolean) {
  const now = bench.clock.now();
  const [workflow, ref] = ['client-deploy.yml', 'main'];
  const params = findable ? { inputs: { correlation_id: CORRELATION }, correlationId: CORRELATION } : { inputs: {} };
  const intent = dispatchWorkflow.intend('deploy', { workflow, ref, ...params });
  const effects = toEffectRecords({ id: TRACKING_ID }, '9100', [intent], now, undefined);
  const effectId = effects.map(({ id }) => id).join();
  const stage = buildStage({ kind: 'deploy', workflow, correlationId: CORRELATION, effectId, ticket: TICKET });
  return createOwner(
    bench,
    trackingRules,
    buildTracking({ id: TRACKING_ID, stages: [stage], outbox: [WORD] }),
    effects,
  );
}
