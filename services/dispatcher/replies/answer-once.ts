/** Answers a person without beginning anything: once, however often the question arrives. */
import type { ButtonName, CommandName } from '@valine/commands';
import type { Message, Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { changeRecord, expiryOf, planId, type Request, type StageKind, trackingId } from '@valine/records';
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

/** Outcome of a request that one copy refused, and another one began all the same. What was begun counts. */
const BEGUN = 'begun';

/** What a command or a button begins, unless it is refused for what may be different a moment later. */
const BEGINS: ReadonlyMap<string, StageKind | 'plan'> = new Map<CommandName | ButtonName, StageKind | 'plan'>([
  ['plan', 'plan'],
  ['deploy-client', 'deploy'],
  ['diagnose', 'diagnose'],
  ['diagnose-now', 'diagnose'],
  ['verify-latest', 'verify'],
  ['verify-run', 'verify'],
]);

/** Does nothing but finish what another copy of the interaction has begun, if one has. */
export async function answerOnce(ports: AnswerPorts, interaction: Interaction, answer: Answer): Promise<void> {
  if (await finishBegun(ports, interaction)) return;
  const request = toRequest(interaction, answer, ports.clock.now());
  const isOurs = (await ports.store.create(request)) === 'created';
  if (isOurs && begunBy(interaction) === undefined) await flushOutbox(ports, request);
  else await finishEarlierAnswer(ports, interaction);
}

/**
 * True if the question was answered before; whatever that answer still had to send is sent. An answer that another copy
 * has overtaken by beginning something is withdrawn. Each copy writes its own record before it reads the other's, so that
 * at least one of them sees both.
 */
export async function finishEarlierAnswer(ports: AnswerPorts, interaction: Interaction): Promise<boolean> {
  const earlier = await ports.store.find('request', interaction.id);
  if (earlier === undefined) return false;
  if (await finishBegun(ports, interaction)) await withdrawAnswer(ports, interaction.id);
  else await flushOutbox(ports, earlier);
  return true;
}

/** To be called after something was begun. One read where nothing was answered. */
export async function withdrawAnswer({ store }: Pick<Ports, 'store'>, interactionId: string): Promise<void> {
  await changeRecord(store, 'request', interactionId, (request) => {
    if (request === undefined || request.outcome === BEGUN) return { verdict: undefined };
    return {
      next: { ...request, version: request.version + 1, outcome: BEGUN, outbox: [] },
      verdict: undefined,
    };
  });
}

/** True if a copy of the interaction has begun something; what that still had to send is sent. */
export async function finishBegun(ports: AnswerPorts, interaction: Interaction): Promise<boolean> {
  const key = begunBy(interaction);
  const begun = key && (await ports.store.find(key.kind, key.id));
  if (begun === undefined) return false;
  await flushOutbox(ports, begun);
  return true;
}

function begunBy(interaction: Interaction): { kind: 'plan' | 'tracking'; id: string } | undefined {
  const name = interaction.type === 'command.requested' ? interaction.command : interaction.button;
  const what = BEGINS.get(name);
  if (what === undefined) return undefined;
  if (what === 'plan') return { kind: 'plan', id: planId(interaction.id) };
  return { kind: 'tracking', id: trackingId(what, interaction.id) };
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
