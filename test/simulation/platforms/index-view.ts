/** What the index over runs showed at any earlier moment. */
import type { Run } from '@valine/runs';

export type IndexView = { add(run: Run, at: number): void; asOf(time: number): Run[] };

type Version = { run: Run; at: number };

export function createIndexView(): IndexView {
  const versions = new Map<string, Version[]>();
  return {
    add(run, at) {
      const earlier = versions.get(run.id);
      if (earlier === undefined) versions.set(run.id, [{ run, at }]);
      else earlier.push({ run, at });
    },
    asOf: (time) =>
      [...versions.values()].flatMap((list) => {
        const shown = list.findLast(({ at }) => at <= time);
        return shown === undefined ? [] : [shown.run];
      }),
  };
}
