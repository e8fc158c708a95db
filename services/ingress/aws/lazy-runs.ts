/** The run store for autocomplete, loaded when it is first asked: commands, which never need it, start without it. */
import { getVariable, systemClock } from '@valine/lambda-kit/aws';
import type { OnUnreadable, RecordStore } from '@valine/records';
import { once } from './once.ts';

export function lazyRuns(
  env: Readonly<Record<string, string | undefined>>,
  onUnreadable: OnUnreadable,
): Pick<RecordStore, 'listPlans' | 'listTrackings'> {
  const load = once(async () => {
    const { createRunStore } = await import('./run-store.ts');
    return createRunStore(getVariable(env, 'RUNS_TABLE'), systemClock, onUnreadable);
  });
  return {
    listPlans: async (which, limit) => (await load()).listPlans(which, limit),
    listTrackings: async (which, limit) => (await load()).listTrackings(which, limit),
  };
}
