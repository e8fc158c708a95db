/** `/valine link` and `/valine unlink` in comments on GitHub: what an account says of itself, which its sender's id proves. */
import type { IssueCommented, LinkCommand } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { commentId, directNotification, untieAccount } from '@valine/records';
import { commentRules } from '../../comments/record/comment-rules.ts';
import { type CommentAnswer, intentsOfAnswer, newComment } from '../../comments/record/new-comment.ts';
import { createOwner } from '../../effects/change-owner.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import { isOneTooMany } from '../../limit/refuse-flood.ts';
import type { Ports } from '../../ports.ts';
import { changeAttempt } from '../attempt/attempt.ts';
import { decideConsent } from '../attempt/decide.ts';
import { accountUntiedText, consentText, unknownSenderText } from '../attempt/messages.ts';
import { untiedOnGitHubMessage } from '../unlink/messages.ts';

/** All copies of it say the same; the first that gets so far answers. */
export async function handleLinkComment(ports: Ports, event: IssueCommented, command: LinkCommand): Promise<void> {
  const { clock, logger } = ports;
  const id = commentId(event.commentId);
  if (await isOneTooMany(ports, `comment ${event.sender}`, id))
    return logger.warn('somebody asks too often in comments', { by: event.sender, comment: event.commentId });
  const { isStranger, ...answer } = await answerTo(ports, event, command);
  const link = { verb: command.verb, ...(isStranger && { isStranger }) };
  const comment = { ...newComment(event, null, clock.now()), link };
  const effects = toEffectRecords(comment, id, intentsOfAnswer(comment, answer), clock.now(), ports.deadline);
  await createOwner(ports, commentRules, comment, effects);
}

/** Anybody may say so under a public repository: all of them together are answered in words so often. */
const OF_ALL_STRANGERS = { most: 10, windowMs: 3_600_000 };

type LinkAnswer = CommentAnswer & { isStranger?: true };

async function answerTo(ports: Ports, event: IssueCommented, command: LinkCommand): Promise<LinkAnswer> {
  const { sender, senderId, commentId: said, commentedAt: at = event.receivedAt } = event;
  if (senderId === undefined) return { reaction: 'confused', text: unknownSenderText() };
  if (command.verb === 'unlink') {
    const by = commentId(said);
    const tell = (personId: string) => [directNotification(personId, by, untiedOnGitHubMessage(sender))];
    await flushOutbox(ports, await untieAccount(ports.store, { accountId: senderId, by, at, tell }));
    return { reaction: '+1', text: accountUntiedText(sender) };
  }
  const attempt = await ports.store.find('link-attempt', command.code);
  const identity = attempt && (await ports.store.find('identity', attempt.person.id));
  const about = { command, commentId: said, senderId, sender, at };
  const changed = await changeAttempt(ports, command.code, (found) =>
    decideConsent(found, identity?.attempt?.id, about, ports.clock.now()),
  );
  const verdict = changed?.verdict ?? 'link_not_found';
  ports.logger.info('an account says on GitHub whose it is', { attempt: command.code, account: senderId, verdict });
  const text = consentText(verdict, { username: command.name }, sender);
  if (verdict !== 'link_not_found') return { reaction: verdict === 'agreed' ? '+1' : 'confused', text };
  const isTooOften = await isOneTooMany(ports, 'links that nobody knows', commentId(said), OF_ALL_STRANGERS);
  return { reaction: 'confused', ...(!isTooOften && { text }), isStranger: true };
}
