/** Answers a person without changing a run: once, however often the question arrives. */
import type { Message, Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { expiryOf, type Request } from '@valine/runs';
import type { Asked, Ports } from '../ports.ts';
import { answerNotification } from './notifications.ts';

export type Answer = {
  /** `answered`, or the reason code of a refusal; for the audit. */
  outcome: string;
  message: Message;
  /** What else is to be sent with it. */
  besides?: Outgoing[];
};

type AnswerPorts = Pick<Ports, 'store' | 'queues' | 'clock'>;

export async function answerOnce(ports: AnswerPorts, asked: Asked, answer: Answer): Promise<void> {
  const request = toRequest(asked, answer, ports.clock.now());
  if ((await ports.store.create(request)) === 'created') await flushOutbox(ports, request);
  else await finishEarlierAnswer(ports, asked);
}

/** True if the question was answered before; whatever that answer still had to send is sent. */
export async function finishEarlierAnswer(ports: AnswerPorts, asked: Asked): Promise<boolean> {
  const earlier = await ports.store.find('request', asked.id);
  if (earlier === undefined) return false;
  await flushOutbox(ports, earlier);
  return true;
}

function toRequest(asked: Asked, { outcome, message, besides = [] }: Answer, now: number): Request {
  return {
    kind: 'request',
    id: asked.id,
    version: 1,
    what: asked.type === 'command.requested' ? `/${asked.command}` : `${asked.button}:${asked.argument}`,
    personId: asked.person.id,
    outcome,
    at: now,
    outbox: [answerNotification(asked.reply, message), ...besides],
    expiresAt: expiryOf(now),
  };
}
