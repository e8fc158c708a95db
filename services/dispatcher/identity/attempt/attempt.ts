/** The record of an attempt: begun, changed, and shown as it stands. */
import { lockValue } from '@valine/admission';
import type { CommandRequested, LinkDue, Notification, Outgoing } from '@valine/contracts';
import type { DeviceCode } from '@valine/github/device-flow';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, expiryOf, type LinkAttempt, operationId } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { linkNotification } from '../../replies/notifications.ts';
import type { Decided } from './decide.ts';
import { attemptMessage } from './messages.ts';

/** `now`, `endsAt`: epoch milliseconds. `key`: what the device code is locked by. */
export function newAttempt(
  { id: interactionId, person, reply, requestedAt }: CommandRequested,
  {
    id,
    code,
    now,
    endsAt,
    key,
  }: { id: string; code: DeviceCode | undefined; now: number; endsAt: number; key: string },
): LinkAttempt {
  return {
    kind: 'link-attempt',
    id,
    version: 1,
    state: 'waiting',
    person: { id: person.id, name: person.name },
    username: person.username ?? person.id,
    ...(code && { device: deviceOf({ ...code, deviceCode: lockValue(key, code.deviceCode, id) }, now) }),
    reply: { ...reply, interactionId },
    requestedAt,
    updatedAt: now,
    endsAt,
    outbox: [],
    expiresAt: expiryOf(now),
  };
}

function deviceOf({ deviceCode, userCode, url, intervalSeconds }: DeviceCode, now: number) {
  return { deviceCode, userCode, url, intervalSeconds, pollAt: now + intervalSeconds * 1000 };
}

/** One write has the change, the message that shows it, and the message that brings us back. */
export async function beginAttempt(ports: Ports, attempt: LinkAttempt): Promise<void> {
  const afterSeconds = attempt.device?.intervalSeconds ?? Math.ceil((attempt.endsAt - attempt.updatedAt) / 1000);
  const begun = { ...attempt, outbox: [shown(ports, attempt), linkDue(attempt, 'due', afterSeconds)] };
  const written = await ports.store.create(begun);
  const stored = written === 'created' ? begun : await ports.store.find('link-attempt', attempt.id);
  if (stored !== undefined) await flushOutbox(ports, stored);
}

/** One read, and one write where something changes. Undefined: there is no such attempt. @throws TransientError */
export async function changeAttempt<Verdict>(
  ports: Ports,
  id: string,
  decide: (attempt: LinkAttempt) => Decided<Verdict>,
): Promise<{ verdict: Verdict; attempt: LinkAttempt } | undefined> {
  const { record, verdict } = await changeRecord(ports.store, 'link-attempt', id, (attempt) => {
    if (attempt === undefined) return { verdict: undefined };
    const { verdict: decided, next } = decide(attempt);
    if (next === undefined) return { verdict: { decided } };
    return { verdict: { decided }, next: { ...next, outbox: [...next.outbox, ...told(ports, attempt, next)] } };
  });
  if (record === undefined || verdict === undefined) return undefined;
  await flushOutbox(ports, record);
  return { verdict: verdict.decided, attempt: record };
}

function told(ports: Ports, before: LinkAttempt, next: LinkAttempt): Outgoing[] {
  const isSeen = next.state !== before.state || next.confirmed !== before.confirmed || next.consent !== before.consent;
  const binds = next.state === 'binding' && before.state !== 'binding';
  return [...(isSeen ? [shown(ports, next)] : []), ...(binds ? [linkDue(next, 'bind', 0)] : [])];
}

function shown({ settings }: Ports, attempt: LinkAttempt): Notification {
  return linkNotification(attempt, attemptMessage(attempt, settings.repository));
}

function linkDue({ id }: LinkAttempt, step: string, afterSeconds: number): LinkDue {
  return { type: 'link.due', id: operationId(id, step), attemptId: id, afterSeconds };
}
