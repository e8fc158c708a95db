/** Where the dispatcher's messages stand: the answer to an interaction, a plan's card, a line in its thread, a tracking's message. */
import { FIRST_ANSWER_REVISION, type Message, type Notification, type Reply } from '@valine/contracts';
import {
  type DeploySetting,
  type LinkAttempt,
  operationId,
  type Plan,
  replyKey,
  type SettingChange,
  type SiteChange,
  type TaskRecord,
  type Tracking,
} from '@valine/records';

/** Messages on the way to an answer. Each replaces those before it, and the answer replaces them all. */
const ON_THE_WAY = { waiting: 1, trouble: 2, stuck: 3 } as const;
export type OnTheWay = keyof typeof ON_THE_WAY;

const ANSWER_REVISION = FIRST_ANSWER_REVISION - 1;
const FIRST_CARD_REVISION = FIRST_ANSWER_REVISION;

function showReply(reply: Reply, revision: number, message: Message): Notification {
  const key = replyKey(reply);
  return {
    type: 'message.shown',
    id: operationId(reply.interactionId, `reply ${revision}`),
    conversation: key,
    key,
    revision,
    place: { in: 'reply', reply },
    message,
  };
}

export function onTheWayNotification(reply: Reply, stage: OnTheWay, message: Message): Notification {
  return showReply(reply, ON_THE_WAY[stage], message);
}

export function answerNotification(reply: Reply, message: Message): Notification {
  return showReply(reply, ANSWER_REVISION, message);
}

/** For the asker alone: what others were shown of the question so far goes. */
export function asideNotification(reply: Reply, message: Message): Notification {
  const answer = answerNotification(reply, message);
  return reply.private ? answer : { ...answer, place: { in: 'aside', reply } };
}

/** Edits an answer that was given before, with what has come out since. */
export function laterAnswerNotification(reply: Reply, message: Message): Notification {
  return showReply(reply, FIRST_ANSWER_REVISION, message);
}

/** Edits an answer that was given before; once, for it asks nothing any more. */
export function changedAnswerNotification(reply: Reply, message: Message): Notification {
  return showReply(reply, FIRST_ANSWER_REVISION + 1, message);
}

/** The same as often as something new is known. `revision`: from 1 on, of what tells it. */
export function editedAnswerNotification(reply: Reply, revision: number, message: Message): Notification {
  return showReply(reply, FIRST_ANSWER_REVISION + 1 + revision, message);
}

/**
 * The answer to the command that proposed the run shows the run from then on, and carries its thread. It overrides
 * whatever a copy of the command was answered, one that found GitHub out of order, say.
 */
export function cardNotification(plan: Plan, message: Message): Notification {
  return {
    ...showReply(plan.reply, FIRST_CARD_REVISION + plan.version - 1, message),
    id: operationId(plan.id, `card ${plan.version}`),
    thread: `Plan ${plan.id}`,
  };
}

/** The one message of a tracking, as it stands at this version; like a card it overrides what was answered before. */
export function trackingNotification(tracking: Tracking, message: Message): Notification {
  const { id, version, messageKey, place } = tracking;
  return {
    type: 'message.shown',
    id: operationId(id, `follow ${version}`),
    // What stands in a thread comes in its order.
    conversation: place.in === 'thread' ? place.under : messageKey,
    key: messageKey,
    revision: FIRST_CARD_REVISION + version - 1,
    place,
    message,
  };
}

/** The one message of a change of the site, as it stands at this version. */
export function siteChangeNotification({ id, version, reply }: SiteChange, message: Message): Notification {
  return {
    ...showReply(reply, FIRST_CARD_REVISION + version - 1, message),
    id: operationId(id, `change ${version}`),
  };
}

/** The one private message of an attempt to link somebody, as it stands at this version. */
export function linkNotification({ id, version, reply }: LinkAttempt, message: Message): Notification {
  return { ...showReply(reply, FIRST_CARD_REVISION + version - 1, message), id: operationId(id, `link ${version}`) };
}

/** The answer to the person who asked for a value, as it stands at this version of the record. */
export function settingNotification(
  { version }: DeploySetting,
  { id, reply }: SettingChange,
  message: Message,
): Notification {
  return {
    ...showReply(reply, FIRST_CARD_REVISION + version - 1, message),
    id: operationId(id, `setting ${version}`),
  };
}

/** A message of its own under that of the tracking, once for each end: a new message notifies, an edit does not. */
export function trackingPing({ id, version, messageKey, place }: Tracking, message: Message): Notification {
  const channelId = place.in === 'reply' ? place.reply.channelId : place.channelId;
  return pingUnder(messageKey, channelId, operationId(id, `ping ${version}`), message);
}

/** The same under a plan's card. */
export function planPing({ id, version, reply }: Plan, message: Message): Notification {
  return pingUnder(replyKey(reply), reply.channelId, operationId(id, `ping ${version}`), message);
}

function pingUnder(to: string, channelId: string, id: string, message: Message): Notification {
  const place = { in: 'reply-to', to, channelId } as const;
  return { type: 'message.shown', id, conversation: to, key: `ping:${id}`, revision: ANSWER_REVISION, place, message };
}

/** The one message of a task in its plan's thread, as it stands at this version. */
export function panelNotification({ id, version, cardKey }: TaskRecord, message: Message): Notification {
  return {
    type: 'message.shown',
    id: operationId(id, `panel ${version}`),
    conversation: cardKey,
    key: `panel:${id}`,
    revision: FIRST_CARD_REVISION + version,
    place: { in: 'thread', under: cardKey },
    message,
  };
}

/** One line in the plan's thread. `source`: the interaction or delivery it speaks of. */
export function threadNotification({ id, reply }: Plan, source: string, message: Message): Notification {
  return threadLine(replyKey(reply), id, source, message);
}

/** `card`: key of the message that carries the thread. */
export function threadLine(card: string, planId: string, source: string, message: Message): Notification {
  const id = operationId(source, `thread of ${planId}`);
  return {
    type: 'message.shown',
    id,
    conversation: card,
    key: `thread:${id}`,
    revision: ANSWER_REVISION,
    place: { in: 'thread', under: card },
    message,
  };
}
