/** What comes back to a dispatcher under test, when its time has come. */
import type { DispatchMessage } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import type { testDispatcher } from '../test-dispatcher.ts';

type Due = { at: number; body: DispatchMessage; waits: number };
type Given = Pick<ReturnType<typeof testDispatcher>, 'clock' | 'queues' | 'take'>;

/** `waited`: why messages had to come again. */
export function inTime({ clock, queues, take }: Given) {
  const waited: string[] = [];
  let [seen, last] = [0, clock.now()];
  const waiting: Due[] = [];
  const gather = () => {
    for (; seen < queues.sent.length; seen += 1) {
      const { queue, body, delaySeconds = 0, waiting: since } = queues.sent[seen] ?? {};
      const at = since?.notBefore ?? clock.now() + delaySeconds * 1000;
      const message = body as DispatchMessage;
      // Nobody lets a day pass here.
      if (queue === 'dispatch' && message.type !== 'plan.expire') waiting.push({ at, body: message, waits: 0 });
    }
  };
  const handle = async ({ body, waits }: Due) => {
    try {
      await take(body, waits);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      waited.push(error.message);
      waiting.push({ at: clock.now() + error.afterSeconds * 1000, body, waits: waits + 1 });
    }
  };
  return {
    waited,
    /** Until nothing comes back any more, or for so many seconds. */
    async settle(seconds = Number.POSITIVE_INFINITY): Promise<void> {
      const until = clock.now() + seconds * 1000;
      for (gather(); waiting.length > 0; gather()) {
        waiting.sort((one, other) => one.at - other.at);
        if ((waiting[0]?.at ?? 0) > until) break;
        const next = waiting.shift();
        if (next === undefined) return;
        clock.advance(Math.max(0, next.at - clock.now()));
        await handle(next);
      }
      last = clock.now();
      if (seconds < Number.POSITIVE_INFINITY) clock.advance(Math.max(0, until - clock.now()));
    },
    settledAt: () => last,
  };
}
