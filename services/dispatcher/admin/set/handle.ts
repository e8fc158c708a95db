/** `/set-frontend` and `/set-api-base`: set a variable or secret of the repository, the one that was asked for last. */
import { hash } from 'node:crypto';
import { lockValue, unlockValue } from '@valine/admission';
import type { CommandRequested, Message } from '@valine/contracts';
import { expiryOf } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { setSecret, setVariable } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishBegun, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { guardGivenUrls } from '../../workflows/given-url/guard-given-urls.ts';
import { deploySettingRules } from '../record/setting-rules.ts';
import { decideSetting, type Wish } from './decide.ts';
import { notConfirmedMessage, outdatedMessage, unreadableMessage, urlMissingMessage } from './messages.ts';

type Target = { name: string; as: Wish['as'] };

export function handleSetFrontend(ports: Ports, request: CommandRequested): Promise<void> {
  return setTo(ports, request, { name: 'FRONTEND_BASE_URL', as: ports.settings.frontendAs });
}

export function handleSetApiBase(ports: Ports, request: CommandRequested): Promise<void> {
  return setTo(ports, request, { name: 'VITE_API_BASE', as: ports.settings.apiBaseAs });
}

async function setTo(ports: Ports, request: CommandRequested, target: Target): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  if (await finishBegun(ports, request)) return;
  const given = readValue(ports, request);
  if (!given.ok) return answerOnce(ports, request, given);
  const admitted = await guardGivenUrls(ports, request, { url: given.value }, 'set');
  if (admitted?.url === undefined) return;
  // Last, so that whoever confirms it then is not refused for the address.
  const { command, options } = request;
  if (options.confirm !== true)
    return answerOnce(ports, request, refused('not_confirmed', notConfirmedMessage(command)));
  await change(ports, request, target, admitted.url);
}

type Given = { ok: true; value: string } | { ok: false; outcome: string; message: Message };

function readValue({ admissionKey }: Ports, { id, command, locked }: CommandRequested): Given {
  if (locked?.url === undefined) return refused('url_missing', urlMissingMessage(command));
  const value = unlockValue(admissionKey, locked.url, id);
  return value === undefined ? refused('value_unreadable', unreadableMessage(command)) : { ok: true, value };
}

function refused(outcome: string, message: Message): Extract<Given, { ok: false }> {
  return { ok: false, outcome, message };
}

async function change(ports: Ports, request: CommandRequested, { name, as }: Target, value: string): Promise<void> {
  const { id, person: requestedBy, reply, requestedAt } = request;
  const params = { name, locked: lockValue(ports.admissionKey, value, id), lockedFor: id };
  const intent = as === 'secret' ? setSecret.intend('set', params) : setVariable.intend('set', params);
  const wish: Wish = { id, as, requestedBy, reply, requestedAt, fingerprint: fingerprintOf(value), intent };
  const ask = () =>
    changeOwner(ports, deploySettingRules, {
      source: id,
      ownerId: name,
      decide: (setting) => decideSetting(setting, wish, ports.clock.now()),
    });
  const asked = (await ask()) ?? (await begun(ports, name, ask));
  if (asked?.verdict === 'outdated')
    await answerOnce(ports, request, { outcome: 'setting_replaced', message: outdatedMessage(name) });
}

/** Its record is there from the first change on. */
async function begun<T>({ store, clock }: Ports, name: string, ask: () => Promise<T>): Promise<T> {
  const now = clock.now();
  await store.create({
    kind: 'deploy-setting',
    id: name,
    version: 1,
    changes: [],
    quietAt: 0,
    updatedAt: now,
    applied: [],
    effects: [],
    outbox: [],
    expiresAt: expiryOf(now),
  });
  return ask();
}

/** As people can compute it: `printf %s <address> | sha256sum`, its last 4 digits. */
function fingerprintOf(value: string): string {
  return hash('sha256', value).slice(-4);
}
