/** `POST /github/webhook`: signature first, then the delivery; 202 is said once a queue has it. */
import { signMessage } from '@valine/admission';
import type { DeliveryQuestioned, GitHubHappened } from '@valine/contracts';
import { type HttpRequest, type HttpResponse, json } from '../http.ts';
import { badSignatureMessage } from '../messages.ts';
import type { DeliveryPorts } from '../ports.ts';
import { type Decision, decideDelivery } from './decide.ts';
import { newNameMessage, otherRepositoryMessage, queueUnavailableMessage, rejectedMessage } from './messages.ts';

export async function handleDelivery(ports: DeliveryPorts, request: HttpRequest): Promise<HttpResponse> {
  const { headers, body } = request;
  const delivery = {
    trace: headers['x-github-delivery'],
    deliveryId: headers['x-github-delivery'],
    event: headers['x-github-event'],
  };
  if (!(await ports.verifyWebhook({ signature: headers['x-hub-signature-256'], body }))) {
    ports.logger.warn('delivery refused: bad signature');
    return json(401, { error: badSignatureMessage() });
  }
  const given = { event: delivery.event, id: delivery.deliveryId, contentType: headers['content-type'], body };
  const { repositoryIds: knownIds, settings, clock } = ports;
  const agents = Object.values(settings.CODING_AGENTS ?? {});
  const happeningOf = await readerFor(settings, delivery.event);
  const context = { repository: settings.GITHUB_REPOSITORY, knownIds, agents, happeningOf, now: clock.now() };
  return carryOut(ports, decideDelivery(given, context), delivery);
}

/** Loaded where a rule is about such events: most teams have none for most. */
async function readerFor({ NOTIFICATION_EVENTS = [] }: DeliveryPorts['settings'], event = '') {
  return NOTIFICATION_EVENTS.includes(event)
    ? (await import('@valine/notification-rules/happening-of')).happeningOf
    : undefined;
}

async function carryOut(ports: DeliveryPorts, decision: Decision, delivery: object): Promise<HttpResponse> {
  switch (decision.do) {
    case 'answer-ping':
      return json(200, { answer: 'pong' });
    case 'drop':
      if ('happened' in decision && decision.happened) return send(ports, 'dispatch', [decision.happened], delivery);
      if (decision.why === 'other repository') warnOfName(ports, decision.name, delivery);
      else ports.logger.info('delivery dropped', { ...delivery, why: decision.why });
      return json(202, { dropped: decision.why });
    case 'follow':
      return follow(ports, decision, delivery);
    case 'reject': {
      const { do: _, ...why } = decision;
      ports.logger.warn('delivery rejected', { ...delivery, ...why });
      return json(400, { error: rejectedMessage(decision) });
    }
    case 'question':
      warnOfName(ports, decision.message.repository.name, delivery);
      return send(ports, 'dispatch', [decision.message], delivery);
    case 'enqueue': {
      const answer = await enqueue(ports, decision, delivery);
      await rememberName(ports, decision, delivery);
      return answer;
    }
  }
}

/** What else the same delivery tells goes first, in one call: only what comes last is answered for. */
async function enqueue(ports: DeliveryPorts, { queue, message, hint, happened }: Enqueued, delivery: object) {
  const besides = [hint, happened].filter((each) => each !== undefined);
  if (queue === 'dispatch') return send(ports, queue, [...besides, message], delivery);
  const told = besides.length === 0 ? undefined : await send(ports, 'dispatch', besides, delivery);
  return told?.status === 503 ? told : send(ports, queue, [message], delivery);
}

/** Perhaps the webhook stands in one repository too many; perhaps ours was renamed while nobody listened. */
function warnOfName({ logger, settings }: DeliveryPorts, name: string, delivery: object): void {
  logger.warn('delivery of another repository', {
    ...delivery,
    why: 'other repository',
    advice: otherRepositoryMessage(settings.GITHUB_REPOSITORY, name),
  });
}

type Enqueued = Extract<Decision, { do: 'enqueue' }>;

/** Whatever becomes of the word, the delivery is taken; the next one tries again. */
async function rememberName(ports: DeliveryPorts, { id, name, message }: Enqueued, delivery: object): Promise<void> {
  if (id === undefined) return;
  ports.repositoryIds.add(id);
  if (name === undefined || ports.toldNames.has(name)) return;
  const { id: deliveryId, receivedAt } = message;
  await tellName(
    ports,
    { type: 'delivery.questioned', id: deliveryId, receivedAt, repository: { id, name } },
    delivery,
  );
}

type Following = Extract<Decision, { do: 'follow' }>;

async function follow(ports: DeliveryPorts, { id, action, message }: Following, delivery: object) {
  ports.repositoryIds.add(id);
  const answer = message && (await tellName(ports, message, delivery));
  return answer?.status === 503 ? answer : json(202, { accepted: `repository.${action}` });
}

/** The team is told by the dispatcher, once for each name, whoever tells it how often. */
async function tellName(ports: DeliveryPorts, message: DeliveryQuestioned, delivery: object): Promise<HttpResponse> {
  const { name } = message.repository;
  ports.logger.warn(newNameMessage(ports.settings.GITHUB_REPOSITORY, name), { ...delivery });
  const answer = await send(ports, 'dispatch', [message], delivery);
  if (answer.status === 202) ports.toldNames.add(name);
  return answer;
}

type Sent = Enqueued['message'] | DeliveryQuestioned | GitHubHappened;

/** A 5xx marks the delivery as failed at GitHub, from where it can be had again. */
async function send(
  ports: DeliveryPorts,
  queue: Enqueued['queue'],
  messages: readonly Sent[],
  delivery: object,
): Promise<HttpResponse> {
  const { type = '' } = messages.at(-1) ?? {};
  try {
    const { admissionKey, hide } = ports;
    const key = queue === 'dispatch' ? await admissionKey() : undefined;
    const bodies = messages.map((message) => (key === undefined ? message : signMessage(key, hide(message))));
    await ports.queues.send(
      queue,
      bodies.map((body) => ({ body })),
    );
  } catch (error) {
    ports.logger.error('delivery not enqueued', { ...delivery, queue, error });
    return json(503, { error: queueUnavailableMessage() });
  }
  ports.logger.info('delivery enqueued', { ...delivery, queue, type });
  return json(202, { accepted: type });
}
