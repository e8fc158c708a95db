/** What an earlier copy of a question has begun to follow: a later one that would decide otherwise has nothing to say. */
import { flushOutbox } from '@valine/lambda-kit';
import { followId, type StageKind } from '@valine/runs';
import type { Asked, Ports } from '../ports.ts';

/** True if there is such a follow; whatever it still had to send is sent. `kind`: of its first stage. */
export async function finishEarlierFollow(
  ports: Pick<Ports, 'store' | 'queues'>,
  kind: StageKind,
  asked: Pick<Asked, 'id'>,
): Promise<boolean> {
  const earlier = await ports.store.find('follow', followId(kind, asked.id));
  if (earlier === undefined) return false;
  await flushOutbox(ports, earlier);
  return true;
}
