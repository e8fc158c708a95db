/** Answers a person without beginning anything: once, however often the question arrives. */
import type { ButtonName, CommandName } from '@valine/commands';
import { type Message, type Outgoing, reasonCodeOf } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  expiryOf,
  linkAttemptId,
  type OwnerKind,
  planId,
  type Request,
  type StageKind,
  siteChangeId,
  trackingId,
} from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { answerNotification, asideNotification } from './notifications.ts';

export type Answer = {
  /** `answered`, or the reason code of a refusal, which nobody but the asker needs to see. */
  outcome: string;
  message: Message;
  /** What else is to be sent with it. */
  extraMessages?: Outgoing[];
};

type AnswerPorts = Pick<Ports, 'store' | 'queues' | 'clock'>;

type Begun = StageKind | 'plan' | 'site-change' | 'link-attempt' | 'VITE_API_BASE' | 'FRONTEND_BASE_URL';

/** What a command or a button begins, unless it is refused for what may be different a moment later. */
const BEGINS: ReadonlyMap<string, Begun> = new Map<CommandName | ButtonName, Begun>([
  ['plan', 'plan'],
  ['ux-update', 'site-change'],
  ['link', 'link-attempt'],
  ['set-frontend', 'FRONTEND_BASE_URL'],
  ['set-api-base', 'VITE_API_BASE'],
  ['deploy-now', 'deploy'],
  ['deploy-client', 'deploy'],
  ['diagnose', 'diagnose'],
  ['diagnose-now', 'diagnose'],
  ['verify-latest', 'verify'],
  ['verify-run', 'verify'],
]);

/** Does nothing but finish what another copy of the interaction has begun, if one has. */
export async function answerOnce(ports: AnswerPorts, interaction: Interaction, answer: Answer): Promise<void> {
  // Its time is that of the decision: what was begun before that is always found.
  const request = toRequest(interaction, answer, ports.clock.now());
  if (await finishBegun(ports, interaction)) return;
  if ((await ports.store.create(request)) === 'created') await flushOutbox(ports, request);
  else await finishEarlierAnswer(ports, interaction);
}

/**
 * True if the question was answered before; whatever that answer still had to send is sent. Where another copy has begun
 * something meanwhile, that counts: its message is of a later revision and replaces the answer.
 */
export async function finishEarlierAnswer(ports: AnswerPorts, interaction: Interaction): Promise<boolean> {
  const earlier = await ports.store.find('request', interaction.id);
  if (earlier === undefined) return false;
  await finishBegun(ports, interaction);
  await flushOutbox(ports, earlier);
  return true;
}

/** True if a copy of the interaction has begun something; what that still had to send is sent. */
export async function finishBegun(ports: AnswerPorts, interaction: Interaction): Promise<boolean> {
  const key = begunBy(interaction);
  const begun = key && (await ports.store.find(key.kind, key.id));
  if (begun === undefined) return false;
  if (begun.kind === 'deploy-setting' && !begun.applied.includes(interaction.id)) return false;
  await flushOutbox(ports, begun);
  return true;
}

function begunBy(interaction: Interaction): { kind: OwnerKind | 'link-attempt'; id: string } | undefined {
  const name = interaction.type === 'command.requested' ? interaction.command : interaction.button;
  const what = BEGINS.get(name);
  if (what === undefined) return undefined;
  if (what === 'plan') return { kind: 'plan', id: planId(interaction.id) };
  if (what === 'site-change') return { kind: what, id: siteChangeId(interaction.id) };
  if (what === 'link-attempt') return { kind: what, id: linkAttemptId(interaction.id) };
  if (what === 'VITE_API_BASE' || what === 'FRONTEND_BASE_URL') return { kind: 'deploy-setting', id: what };
  return { kind: 'tracking', id: trackingId(what, interaction.id) };
}

function toRequest(interaction: Interaction, { outcome, message, extraMessages = [] }: Answer, now: number): Request {
  const firstMessage = outcome === 'answered' ? answerNotification : asideNotification;
  return {
    kind: 'request',
    id: interaction.id,
    version: 1,
    what:
      interaction.type === 'command.requested'
        ? `/${interaction.command}`
        : `${interaction.button}:${interaction.argument}`,
    personId: interaction.person.id,
    outcome: reasonCodeOf(message) ?? outcome,
    at: now,
    outbox: [firstMessage(interaction.reply, message), ...extraMessages],
    expiresAt: expiryOf(now),
  };
}
