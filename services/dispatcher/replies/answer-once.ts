/** Answers a person without changing a run: once, however often the question arrives. */
import type { Message, Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { expiryOf, type Request } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { answerNotification } from './notifications.ts';

export type Answer = {
  /** `answered`, or the reason code of a refusal; for the audit. */
  outcome: string;
  message: Message;
  /** What else is to be sent with it. */
  extraMessages?: Outgoing[];
};

type AnswerPorts = Pick<Ports, 'store' | 'queues' | 'clock'>;

export async function answerOnce(ports: AnswerPorts, interaction: Interaction, answer: Answer): Promise<void> {
  const request = toRequest(interaction, answer, ports.clock.now());
  if ((await ports.store.create(request)) === 'created') await flushOutbox(ports, request);
  else await finishEarlierAnswer(ports, interaction);
}

/** True if the question was answered before; whatever that answer still had to send is sent. */
export async function finishEarlierAnswer(ports: AnswerPorts, interaction: Interaction): Promise<boolean> {
  const earlier = await ports.store.find('request', interaction.id);
  if (earlier === undefined) return false;
  await flushOutbox(ports, earlier);
  return true;
}

function toRequest(interaction: Interaction, { outcome, message, extraMessages = [] }: Answer, now: number): Request {
  return {
    kind: 'request',
    id: interaction.id,
    version: 1,
    what:
      interaction.type === 'command.requested'
        ? `/${interaction.command}`
        : `${interaction.button}:${interaction.argument}`,
    personId: interaction.person.id,
    outcome,
    at: now,
    outbox: [answerNotification(interaction.reply, message), ...extraMessages],
    expiresAt: expiryOf(now),
  };
}
