/** A dispatcher that admins ask for values, on a repository whose sealed secrets can be opened here. */
import { lockValue } from '@valine/admission';
import type { CommandRequested, DispatchMessage, Person } from '@valine/contracts';
import type { DeploySetting } from '@valine/records';
import { testSecretKey } from '@valine/testing';
import type { DispatcherSettings } from '../ports.ts';
import { ACCESS, ADMISSION_KEY, ada, admitted, shown, takeInTime, testDispatcher } from '../test-dispatcher.ts';

type SetRequest = { url?: string; confirm?: boolean; by?: Person; command?: string };

export const URL_ONE = 'https://one.example.com';
export const URL_TWO = 'https://two.example.com/prod';

export function testAdmin(
  settings: Partial<DispatcherSettings> = {},
  access: Partial<DispatcherSettings['access']> = {},
) {
  const admins = { ...ACCESS, ADMIN_USER_IDS: ['1', '2'], ALLOW_SECRET_WRITES: true, ...access };
  const dispatcher = testDispatcher({ access: admins, ...settings });
  const { repository, queues, store } = dispatcher;
  const keys = [1, 2].map(testSecretKey);
  const useKey = (index: number) => Object.assign(repository.model, { secretKey: keys[index] });
  useKey(0);
  const asked = ({ url, confirm = true, by = ada, command = 'set-api-base' }: SetRequest = {}): CommandRequested => {
    const { admission: _, ...request } = dispatcher.requested(command, confirm ? { confirm } : {}, by);
    const locked = url === undefined ? {} : { locked: { url: lockValue(ADMISSION_KEY, url, request.id) } };
    return admitted<CommandRequested>({ ...request, ...locked });
  };
  const read = ({ id }: { id: string }) => shown(queues.sent, `reply:${id}`);
  let taken = 0;
  return {
    ...dispatcher,
    asked,
    read,
    /** GitHub changes the key for secrets. */
    rotateKey: () => useKey(1),
    /** Asks, and says what the asker reads then. */
    async ask(given: SetRequest = {}): Promise<string> {
      const request = asked(given);
      await dispatcher.take(request);
      return read(request);
    },
    /** Takes what was left to be done, waiting as long as it says. */
    async settle(): Promise<void> {
      for (; taken < queues.sent.length; taken += 1) {
        const { queue, body } = queues.sent[taken] ?? {};
        if (queue === 'dispatch') await takeInTime(dispatcher, body as DispatchMessage);
      }
    },
    /** What GitHub has, opened. */
    secret(name = 'VITE_API_BASE'): string | undefined {
      const found = repository.model.secrets[name];
      return found && keys.find(({ keyId }) => keyId === found.keyId)?.open(found.sealed);
    },
    async setting(name = 'VITE_API_BASE'): Promise<DeploySetting> {
      const found = await store.find('deploy-setting', name);
      if (found === undefined) throw new Error(`nobody has asked for ${name}`);
      return found;
    },
  };
}
