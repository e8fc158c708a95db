/** Every state that workflow runs had: what GitHub showed of them at any earlier moment. */
import type { WorkflowJob, WorkflowRunInfo } from '@valine/github';

export type RunVersion = { at: number; info: WorkflowRunInfo; jobs: readonly WorkflowJob[] };

export type RunHistory = {
  add(version: RunVersion): void;
  /** The oldest first. */
  of(id: number): readonly RunVersion[];
  /** As it stood then; as it began, if it was not there yet. */
  asOf(id: number, time: number): RunVersion | undefined;
};

export function createRunHistory(): RunHistory {
  const versions = new Map<number, RunVersion[]>();
  return {
    add: (version) => versions.set(version.info.id, [...(versions.get(version.info.id) ?? []), version]),
    of: (id) => versions.get(id) ?? [],
    asOf(id, time) {
      const all = versions.get(id) ?? [];
      return all.findLast(({ at }) => at <= time) ?? all[0];
    },
  };
}
