/** `/link`: begins an attempt, or links somebody by hand. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  bind,
  changeRecord,
  decideDirect,
  directNotification,
  findLink,
  linkAttemptId,
  openAttempt,
} from '@valine/records';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { beginAttempt, newAttempt } from '../attempt/attempt.ts';
import { endMessage } from '../attempt/messages.ts';
import {
  alreadyLinkedMessage,
  byHandMessage,
  byHandOffMessage,
  byHandRefusedMessage,
  directChosenMessage,
  directWithoutLinkMessage,
  firstDirectMessage,
  incompleteMessage,
  linkedByHandMessage,
  noSuchLoginMessage,
} from './messages.ts';

type Given = OptionsOf<(typeof catalogue)['link']>;

/** Time to look at the message, and to do what it says. */
const LEAST_MS = 60_000;
const END_MS = 2 * 60_000;

/** @throws GitHubError */
export async function handleLink(ports: Ports, request: CommandRequested, given: Given): Promise<void> {
  const { person, login, direct_messages: direct } = given;
  if (person === undefined && login === undefined)
    return direct === undefined ? linkOneself(ports, request) : chooseDirect(ports, request, direct);
  if (await finishEarlierAnswer(ports, request)) return;
  if (person === undefined || login === undefined || direct !== undefined)
    return answerOnce(ports, request, { outcome: 'link_incomplete', message: incompleteMessage() });
  if (ports.deviceFlow !== undefined)
    return answerOnce(ports, request, { outcome: 'link_by_hand_off', message: byHandOffMessage() });
  return linkByHand(ports, request, { personId: person, login });
}

async function linkOneself(ports: Ports, request: CommandRequested): Promise<void> {
  const { store, clock, deviceFlow } = ports;
  const { person, reply, requestedAt } = request;
  const id = linkAttemptId(request.id);
  const begun = await store.find('link-attempt', id);
  if (begun !== undefined) return flushOutbox(ports, begun);
  if (await finishEarlierAnswer(ports, request)) return;
  const refuse = (outcome: string) => answerOnce(ports, request, { outcome, message: endMessage(outcome) });
  const link = await findLink(store, person.id);
  if (link !== undefined)
    return answerOnce(ports, request, { outcome: 'person_linked', message: alreadyLinkedMessage(link) });
  // Its end is shown while the message can still be changed.
  const lastsUntil = reply.tokenExpiresAt - END_MS;
  if (lastsUntil - clock.now() < LEAST_MS) return refuse('link_expired');
  const opened = await openAttempt(store, { attempt: id, personId: person.id, at: requestedAt });
  if (opened !== 'open') return refuse(opened);
  // A second code, should this come twice before it is written down, is entered by nobody.
  const code = await deviceFlow?.begin();
  const now = clock.now();
  const codeEndsAt = code === undefined ? lastsUntil : now + code.expiresInSeconds * 1000;
  const endsAt = Math.min(lastsUntil, codeEndsAt);
  await beginAttempt(ports, newAttempt(request, { id, code, now, endsAt, key: ports.admissionKey }));
}

/** Whoever is linked says how they are told that it is their turn; the first message shows whether Discord lets us. */
async function chooseDirect(ports: Ports, request: CommandRequested, is: boolean): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  const { id } = request.person;
  const link = await findLink(ports.store, id);
  const attempt = link?.attempt ?? '';
  const { verdict } = await changeRecord(ports.store, 'identity', id, (identity) =>
    decideDirect(identity, { attempt, direct: { is, at: request.requestedAt } }),
  );
  if (verdict === 'not_linked')
    return answerOnce(ports, request, { outcome: verdict, message: directWithoutLinkMessage() });
  await answerOnce(ports, request, {
    outcome: 'answered',
    message: directChosenMessage(verdict),
    extraMessages: verdict ? [directNotification(id, request.id, firstDirectMessage())] : [],
  });
}

/** Where GitHub is asked by nobody, an admin's word does: it is shown as theirs. @throws GitHubError */
async function linkByHand(
  ports: Ports,
  request: CommandRequested,
  { personId, login }: { personId: string; login: string },
): Promise<void> {
  const { store, clock, lookups } = ports;
  const found = await lookups.findUser(login);
  if (found === undefined || !found.isPerson)
    return answerOnce(ports, request, { outcome: 'login_not_found', message: noSuchLoginMessage(login) });
  const account = { id: found.id, login: found.login };
  const at = request.requestedAt;
  const about = { attempt: `by-hand ${request.id}`, personId, at };
  const opened = await openAttempt(store, about);
  const binding = { ...about, account, consentAt: at, by: request.person.id };
  const why = opened === 'open' ? await bind(store, binding, clock.now()) : opened;
  ports.logger.info('somebody was linked by hand, or not', {
    ...about,
    account: account.id,
    by: request.person.id,
    why,
  });
  if (why === undefined)
    return answerOnce(ports, request, {
      outcome: 'answered',
      message: byHandMessage(personId, account),
      extraMessages:
        personId === request.person.id
          ? []
          : [directNotification(personId, request.id, linkedByHandMessage(request.person.id, account.login))],
    });
  return answerOnce(ports, request, { outcome: why, message: byHandRefusedMessage(why, personId, account.login) });
}
