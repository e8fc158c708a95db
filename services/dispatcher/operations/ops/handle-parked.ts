/** What admins decide about an effect that is parked: looked at by the select, decided by the buttons that follow. */
import type { ButtonPressed, Message } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  type Change,
  changeRecord,
  dropEffect,
  type EffectOwner,
  type EffectRecord,
  findOwner,
  leavesNumber,
  type OwnerKind,
  resolveEffect,
} from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { findRestriction } from '../switches/switches.ts';
import { readParkedArgument } from './arguments.ts';
import { decidedMessage, noNumberMessage, notParkedMessage, parkedMessage, reasonMissingMessage } from './messages.ts';

const NOT_PARKED = 'effect_not_parked';

export async function handleOpsParked(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const seen = readParkedArgument(press.values?.[0] ?? '');
  const owner = await findOwner(ports.store, seen.of);
  const effect = owner && findParked(owner, seen);
  if (effect?.parked === undefined) return refuse(ports, press, NOT_PARKED, notParkedMessage());
  const { kind: what, parked } = effect;
  await answerOnce(ports, press, {
    outcome: 'answered',
    message: parkedMessage({ ...seen, what, reason: parked.reason }),
  });
}

export function handleOpsRetryButton(ports: Ports, press: ButtonPressed): Promise<void> {
  return decide(ports, press, 'retry', (owner, { id }, now) => resolveEffect(owner, id, { is: 'retry' }, now));
}

/** The first word says what it left, the rest why. */
export async function handleOpsDoneButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const [left = '', ...why] = (press.text ?? '').trim().split(/\s+/);
  if (why.length === 0) return refuse(ports, press, 'reason_missing', reasonMissingMessage());
  const { id, of } = readParkedArgument(press.argument);
  const kind = (await findOwner(ports.store, of))?.effects.find((effect) => effect.id === id)?.kind ?? '';
  if (!leavesNumber(kind, left)) return refuse(ports, press, 'outcome_not_a_number', noNumberMessage(left));
  await decide(ports, press, 'done', (owner, effect, now) =>
    resolveEffect(owner, effect.id, { is: 'done', id: left }, now),
  );
}

export async function handleOpsDropButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const reason = ports.auditing.mask(press.text?.trim() ?? '');
  if (reason === '') return refuse(ports, press, 'reason_missing', reasonMissingMessage());
  const drop = { by: press.person.id, reason };
  await decide(ports, press, 'drop', (owner, { id }, now) => dropEffect(owner, id, drop, now));
}

type Step = (owner: EffectOwner, effect: EffectRecord, now: number) => EffectOwner | undefined;

/** Once, whoever else decides about it, and however often the press comes. */
async function decide(ports: Ports, press: ButtonPressed, how: 'retry' | 'done' | 'drop', step: Step): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const seen = readParkedArgument(press.argument);
  const owner = await findOwner(ports.store, seen.of);
  if (owner === undefined) return refuse(ports, press, NOT_PARKED, notParkedMessage());
  const { record, verdict } = await changeRecord<OwnerKind, boolean>(ports.store, owner.kind, owner.id, (found) =>
    decided(found, press.id, seen, (each, effect) => step(each, effect, ports.clock.now())),
  );
  if (!verdict) return refuse(ports, press, NOT_PARKED, notParkedMessage());
  if (record !== undefined) await flushOutbox(ports, record);
  const waits = how === 'retry' && findRestriction(await ports.switches(), 'pause') !== undefined;
  await answerOnce(ports, press, { outcome: 'answered', message: decidedMessage(seen.of, waits ? 'waits' : how) });
}

type Seen = { id: string; at: number };

/** Pure. True where the press has decided, now or before. */
function decided(
  owner: EffectOwner | undefined,
  source: string,
  seen: Seen,
  step: (owner: EffectOwner, effect: EffectRecord) => EffectOwner | undefined,
): Change<OwnerKind, boolean> {
  if (owner?.applied.includes(source)) return { verdict: true };
  const effect = owner && findParked(owner, seen);
  const next = owner && effect && step(owner, effect);
  if (next === undefined) return { verdict: false };
  return { verdict: true, next: { ...next, applied: [...next.applied, source] } };
}

/** The one that was seen: what was parked anew since is another matter. */
function findParked({ effects }: EffectOwner, { id, at }: Seen): EffectRecord | undefined {
  return effects.find(({ id: each, parked }) => each === id && parked?.at === at && parked.dropped === undefined);
}

async function refuse(ports: Ports, press: ButtonPressed, outcome: string, message: Message): Promise<void> {
  if (!(await finishEarlierAnswer(ports, press))) await answerOnce(ports, press, { outcome, message });
}
