/** The Confirm and Cancel buttons of an attempt: its person alone decides. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { changeAttempt } from '../attempt/attempt.ts';
import { decideCancel, decideConfirm } from '../attempt/decide.ts';
import { pressMessage } from '../attempt/messages.ts';
import { linkNotFoundMessage } from './messages.ts';

export async function handleConfirmLinkButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const { store, clock } = ports;
  const [id = '', accountId] = press.argument.split('.');
  const attempt = await store.find('link-attempt', id);
  const identity = attempt && (await store.find('identity', attempt.person.id));
  const pressed = { personId: press.person.id, accountId: Number(accountId), at: press.pressedAt };
  const changed = await changeAttempt(ports, id, (found) =>
    decideConfirm(found, identity?.attempt?.id, pressed, clock.now()),
  );
  await answer(ports, press, changed);
}

export async function handleCancelLinkButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const pressed = { personId: press.person.id };
  const changed = await changeAttempt(ports, press.argument, (found) =>
    decideCancel(found, pressed, ports.clock.now()),
  );
  await answer(ports, press, changed);
}

type Changed = Awaited<ReturnType<typeof changeAttempt<Parameters<typeof pressMessage>[0]>>>;

async function answer(ports: Ports, press: ButtonPressed, changed: Changed): Promise<void> {
  if (changed === undefined)
    return answerOnce(ports, press, { outcome: 'link_not_found', message: linkNotFoundMessage() });
  const { verdict, attempt } = changed;
  const isDone = verdict === 'confirmed' || verdict === 'cancelled';
  await answerOnce(ports, press, { outcome: isDone ? 'answered' : verdict, message: pressMessage(verdict, attempt) });
}
