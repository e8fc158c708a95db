/** A store as IAM gives it to one service: what the service may not ask for is refused before it is asked. */
import type { RecordStore } from '@valine/records';
import { type Keys, mayUse, type ServiceName, STORE_ACCESS, type StoreAccess } from '@valine/settings';

/** `refused` is told of what the service must not do; nothing is done then. */
export function allowedStore<S extends RecordStore>(
  store: S,
  service: ServiceName,
  refused: (what: string) => void = () => undefined,
): S {
  const { find, change, list }: StoreAccess = STORE_ACCESS[service];
  const admit = (deed: string, key: string, ...allowed: (Keys | undefined)[]) => {
    if (allowed.some((keys) => mayUse(keys, key))) return;
    const what = `${service} may not ${deed} ${key}`;
    refused(what);
    throw new Error(`${what}: IAM would refuse it. See packages/settings/store-access.ts.`);
  };
  return {
    ...store,
    async find(kind, id) {
      admit('read', `${kind}#${id}`, find, change);
      return store.find(kind, id);
    },
    async create(record) {
      admit('write', `${record.kind}#${record.id}`, change);
      return store.create(record);
    },
    async replace(previous, next) {
      admit('write', `${next.kind}#${next.id}`, change);
      return store.replace(previous, next);
    },
    async claimEdit(id, edit) {
      admit('write', `message#${id}`, change);
      return store.claimEdit(id, edit);
    },
    async clearOutbox(record) {
      admit('write', `${record.kind}#${record.id}`, change);
      return store.clearOutbox(record);
    },
    async listPlans(which, limit) {
      admit('list', `plan#${which}`, list);
      return store.listPlans(which, limit);
    },
    async listTrackings(which, limit) {
      admit('list', `tracking#${which}`, list);
      return store.listTrackings(which, limit);
    },
    async listPlanned(number, which) {
      admit('list', which === 'open' ? `issue#${number}` : `issue-ended#${number}`, list);
      return store.listPlanned(number, which);
    },
    async listParkedOwners(limit) {
      admit('list', 'effect#parked', list);
      return store.listParkedOwners(limit);
    },
    async listIncidents(limit) {
      admit('list', 'incident', list);
      return store.listIncidents(limit);
    },
  };
}
