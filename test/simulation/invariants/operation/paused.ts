/** While everything is paused, nothing that changes something begins on GitHub: a minute after, at the latest. */
import type { GitHubWriter } from '@valine/github';
import { type RecordOf, SWITCHES_ID } from '@valine/records';
import type { Engine } from '../../engine/engine.ts';

const KNOWN_AFTER_MS = 60_000;

/** They end what is under way. */
const STOPPING: readonly string[] = ['cancelWorkflowRun', 'removeAssignee'];

/** `pausedSince`: epoch milliseconds, while everything is paused. */
export function watchingPause(
  { report, timeline }: Engine,
  writer: GitHubWriter,
  pausedSince: () => number | undefined,
): GitHubWriter {
  return new Proxy(writer, {
    get(target, method, receiver) {
      const since = pausedSince();
      const isLate = since !== undefined && timeline.now() - since > KNOWN_AFTER_MS;
      if (isLate && !STOPPING.includes(String(method)))
        report('nothing begins on GitHub while everything is paused', `${String(method)}, paused since ${since}`);
      return Reflect.get(target, method, receiver);
    },
  });
}

export function pauseIn(store: {
  get(kind: 'switches', id: string): RecordOf<'switches'> | undefined;
}): number | undefined {
  return store.get('switches', SWITCHES_ID)?.restrictions['pause']?.at;
}
