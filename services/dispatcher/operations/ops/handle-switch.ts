/** A button of `/ops` that takes something away, or gives it back, with the reason that was written in its window. */
import type { ButtonPressed } from '@valine/contracts';
import { changeRecord, decideSwitch, restrictionOf, SWITCHES_ID } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { readSwitchArgument } from './arguments.ts';
import { reasonMissingMessage, switchedAlreadyMessage, switchedMessage } from './messages.ts';

export async function handleOpsSwitchButton(ports: Ports, press: ButtonPressed): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const { store, clock, auditing } = ports;
  const { id: source, person } = press;
  const seen = readSwitchArgument(press.argument);
  if (seen === undefined) throw new Error(`bug: no switch is called ${press.argument}`);
  const { name, at: seenAt } = seen;
  const reason = auditing.mask(press.text?.trim() ?? '');
  if (reason === '') return answerOnce(ports, press, { outcome: 'reason_missing', message: reasonMissingMessage() });
  const isRestricted = seenAt === undefined;
  const by = { id: person.id, name: person.name };
  const wish = { source, name, isRestricted, by, at: clock.now(), reason, ...(seenAt !== undefined && { seenAt }) };
  const { record, verdict } = await changeRecord(store, 'switches', SWITCHES_ID, (found) => decideSwitch(found, wish));
  const restriction = restrictionOf(record?.restrictions ?? {}, name);
  const answer =
    verdict === 'already'
      ? { outcome: 'switched_already', message: switchedAlreadyMessage(name, restriction) }
      : { outcome: 'answered', message: switchedMessage(name, isRestricted) };
  await answerOnce(ports, press, answer);
}
