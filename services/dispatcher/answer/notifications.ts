/** Where the dispatcher's messages stand: the answer to an interaction, a run's card, a line in a run's thread. */
import { FIRST_ANSWER_REVISION, type Message, type Notification, type Reply } from '@valine/contracts';
import { operationId, type Run, replyKey } from '@valine/runs';

/** What is said while we wait; an answer overrides it, it never overrides an answer. */
const WAITING_REVISION = 1;
const ANSWER_REVISION = FIRST_ANSWER_REVISION;

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

export function waitingNotification(reply: Reply, message: Message): Notification {
  return showReply(reply, WAITING_REVISION, message);
}

export function answerNotification(reply: Reply, message: Message): Notification {
  return showReply(reply, ANSWER_REVISION, message);
}

/** Edits an answer that was given before; `change` counts the edits from 1. */
export function changedAnswerNotification(reply: Reply, change: number, message: Message): Notification {
  return showReply(reply, ANSWER_REVISION + change, message);
}

/**
 * The answer to the command that proposed the run shows the run from then on, and carries its thread. It overrides
 * whatever a copy of the command was answered, one that found GitHub out of order, say.
 */
export function cardNotification(run: Run, message: Message): Notification {
  return {
    ...showReply(run.reply, run.version + ANSWER_REVISION, message),
    id: operationId(run.id, `card ${run.version}`),
    thread: `Plan ${run.id}`,
  };
}

/** One line in the run's thread. `source`: the interaction or delivery it speaks of. */
export function threadNotification(run: Run, source: string, message: Message): Notification {
  const id = operationId(source, `thread of ${run.id}`);
  const card = replyKey(run.reply);
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
