/** Commands in comments on GitHub: each is taken once, however often its delivery comes. */
import {
  CommentVerb,
  codeSpan,
  commentCommand,
  type IssueCommented,
  linkCommand,
  type Outgoing,
} from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { type CommentRecord, commentId, operationId } from '@valine/records';
import { isOfAgent } from '../agents/record/agent.ts';
import { createOwner } from '../effects/change-owner.ts';
import { isMarked } from '../effects/definition/markers.ts';
import { toEffectRecords } from '../effects/intend-effects.ts';
import { isOneTooMany } from '../limit/refuse-flood.ts';
import type { Ports } from '../ports.ts';
import { refusalOrLater } from '../repository/refusal-or-later.ts';
import { findTask } from './find-task.ts';
import { commentRules } from './record/comment-rules.ts';
import { type CommentAnswer, intentsOfAnswer, newComment } from './record/new-comment.ts';

/**
 * Nothing of it is done before its record is there, so that all copies of a delivery agree who may ask for what. Whoever
 * asks too often is not answered: each answer is a call. `waits`: how often it has waited.
 * @throws RetryLater while GitHub is away
 */
export async function handleIssueCommented(ports: Ports, event: IssueCommented, waits: number): Promise<void> {
  const { logger, clock, store } = ports;
  // What it asks for in words is none of our commands.
  if (isAgentsLogin(ports, event.sender)) return (await ports.agents()).handleAgentComment(ports, event);
  const command = event.action === 'created' && !event.isBot ? commentCommand(event.body) : undefined;
  const about = { on: event.number, comment: event.commentId, by: event.sender };
  if (command === undefined || isMarked(event.body)) return logger.debug('comment asks nothing', about);
  const known = await store.find('comment', commentId(event.commentId));
  // A try that wrote it may have died before it went on, and the plan may have ended since.
  if (known !== undefined) return flushOutbox(ports, known);
  const link = linkCommand(event.body);
  if (link !== undefined) return (await ports.identity()).handleLinkComment(ports, event, link);
  if (clock.now() - (event.commentedAt ?? event.receivedAt) > LATEST_MS)
    return logger.warn('comment is told of too late to be meant still', about);
  const found = await findTask(ports, event, waits);
  if (found === undefined) return logger.info('comment is about no task of a plan', about);
  if (await isOneTooMany(ports, `comment ${event.sender}`, commentId(event.commentId)))
    return logger.warn('somebody asks too often in comments', about);
  const may = await mayAsk(ports, event.sender, waits);
  logger.info('comment asks for something', { ...about, ...command, may });
  const { plan, line } = found;
  await begin(
    ports,
    newComment(event, command.verb, clock.now(), { plan, number: line.number }),
    refusalOf(may, command.verb),
  );
}

/** `Copilot`: GitHub's own. */
function isAgentsLogin({ settings: { codingAgents } }: Ports, sender: string): boolean {
  return Object.values(codingAgents).some(
    ({ kind, login = kind === 'copilot' ? 'Copilot' : undefined }) =>
      login !== undefined && isOfAgent({ login }, sender),
  );
}

/** A delivery may come days later, and find a plan that has gone on meanwhile. */
const LATEST_MS = 24 * 3_600_000;

/** Half a minute each: who asks is told before they have forgotten it. */
const MOST_WAITS = 20;

/** Whoever may write to the repository may ask. One read. `waits`: how often the comment has waited. @throws RetryLater while GitHub is away, ten minutes at most */
async function mayAsk(
  { lookups, logger }: Pick<Ports, 'lookups' | 'logger'>,
  login: string,
  waits: number,
): Promise<'yes' | 'no' | 'unknown'> {
  try {
    const permission = await lookups.permissionOf(login);
    return permission === 'admin' || permission === 'write' ? 'yes' : 'no';
  } catch (error) {
    if (waits < MOST_WAITS) refusalOrLater(error);
    logger.warn('what somebody may do could not be read', { login, error });
    return 'unknown';
  }
}

/** Undefined for what is to be done. */
function refusalOf(may: Awaited<ReturnType<typeof mayAsk>>, verb: CommentVerb | null): CommentAnswer | undefined {
  if (may === 'no') return { reaction: '-1' };
  if (may === 'unknown') return { reaction: 'confused', text: permissionUnknownText() };
  return verb === null ? { reaction: 'confused', text: unknownCommandText() } : undefined;
}

async function begin(ports: Ports, comment: CommentRecord, refusal: CommentAnswer | undefined): Promise<void> {
  const intents = refusal === undefined ? [] : intentsOfAnswer(comment, refusal);
  const effects = toEffectRecords(comment, comment.id, intents, ports.clock.now(), ports.deadline);
  const outbox = refusal === undefined ? [admitted(comment)] : [];
  await createOwner(ports, commentRules, { ...comment, outbox }, effects);
}

function admitted({ id }: CommentRecord): Outgoing {
  return { type: 'comment.admitted', id: operationId(id, 'admitted'), commentId: id };
}

function unknownCommandText(): string {
  const verbs = CommentVerb.options.map((verb) => codeSpan(`/valine ${verb}`));
  return `There is no such command. There are four, each alone on the first line of a comment: ${verbs.join(', ')}.`;
}

function permissionUnknownText(): string {
  return 'Nothing was done: GitHub did not tell whether you may write to this repository. Try again in a few minutes, with a new comment.';
}
