/** What the index over runs, or over follows, showed at any earlier moment. */
export type IndexView<R> = { add(record: R, at: number): void; asOf(time: number): R[] };

type Version<R> = { record: R; at: number };

export function createIndexView<R extends { id: string }>(): IndexView<R> {
  const versions = new Map<string, Version<R>[]>();
  return {
    add(record, at) {
      const earlier = versions.get(record.id);
      if (earlier === undefined) versions.set(record.id, [{ record, at }]);
      else earlier.push({ record, at });
    },
    asOf: (time) =>
      [...versions.values()].flatMap((list) => {
        const shown = list.findLast(({ at }) => at <= time);
        return shown === undefined ? [] : [shown.record];
      }),
  };
}
