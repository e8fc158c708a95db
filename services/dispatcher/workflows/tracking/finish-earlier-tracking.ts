/** What an earlier copy of a question has begun to follow: a later one that would decide otherwise has nothing to say. */
import { flushOutbox } from '@valine/lambda-kit';
import { type StageKind, trackingId } from '@valine/records';
import type { Interaction, Ports } from '../../ports.ts';

/** True if there is such a follow; whatever it still had to send is sent. `kind`: of its first stage. */
export async function finishEarlierTracking(
  ports: Pick<Ports, 'store' | 'queues'>,
  kind: StageKind,
  interaction: Pick<Interaction, 'id'>,
): Promise<boolean> {
  const earlier = await ports.store.find('tracking', trackingId(kind, interaction.id));
  if (earlier === undefined) return false;
  await flushOutbox(ports, earlier);
  return true;
}
