/** Which fault met which operation how often, and which things happened at least sometimes, over all worlds. */

export type Coverage = {
  met(operation: string, fault: string): void;
  /** Something worth seeing happened: a run was shipped, a dead letter came back. */
  sometimes(what: string): void;
  cells(): ReadonlyMap<string, number>;
  seen(): ReadonlyMap<string, number>;
  add(other: CoverageCounts): void;
};

export type CoverageCounts = { cells: Record<string, number>; seen: Record<string, number> };

export function createCoverage(): Coverage {
  const cells = new Map<string, number>();
  const seen = new Map<string, number>();
  const count = (map: Map<string, number>, key: string, times = 1) => map.set(key, (map.get(key) ?? 0) + times);
  return {
    met: (operation, fault) => count(cells, `${operation} × ${fault}`),
    sometimes: (what) => count(seen, what),
    cells: () => cells,
    seen: () => seen,
    add(other) {
      for (const [key, times] of Object.entries(other.cells)) count(cells, key, times);
      for (const [key, times] of Object.entries(other.seen)) count(seen, key, times);
    },
  };
}
