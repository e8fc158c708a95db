/** People who want to be linked: what they do on Discord and on GitHub, and what their private message says. */
import type { IssueCommented, LinkDue, Person } from '@valine/contracts';
import { accountIdOf, denyCode, enterCode } from '@valine/github-model';
import { RetryLater } from '@valine/lambda-kit';
import { findLink, type LinkAttempt, linkAttemptId } from '@valine/records';
import { ACCESS, shown, testDispatcher } from '../test-dispatcher.ts';

export const ADA: Person = { id: '1', name: 'Ada', username: 'ada.l', roles: [] };
export const ADMIN: Person = { id: '9', name: 'Grace', roles: [] };
export const MALLORY: Person = { id: '66', name: 'Ada', username: 'ada_l', roles: [] };

export function linking({ hasApp = true }: { hasApp?: boolean } = {}) {
  const access = { ...ACCESS, ADMIN_USER_IDS: [ADMIN.id], ALLOW_SECRET_WRITES: true };
  const team = testDispatcher({ access }, undefined, { hasApp });
  const { repository, clock, store, queues } = team;
  let comments = 0;
  /** Runs what brings the dispatcher back until it has to wait. */
  const due = async (attemptId: string): Promise<void> => {
    const message: LinkDue = { type: 'link.due', id: `due ${attemptId}`, attemptId, afterSeconds: 0 };
    await team.take(message).catch((error: unknown) => {
      if (!(error instanceof RetryLater)) throw error;
    });
  };
  const attemptOf = async (attemptId: string) => {
    const attempt = await store.find('link-attempt', attemptId);
    if (attempt === undefined) throw new Error(`there is no attempt ${attemptId}`);
    return attempt;
  };
  const says = (login: string, body: string, more: Partial<IssueCommented> = {}): IssueCommented => {
    comments += 1;
    const now = clock.now();
    const senderId = accountIdOf(repository.model, login);
    const about = { id: `delivery-${comments}`, repository: 'acme/web', receivedAt: now, action: 'created', number: 1 };
    return {
      ...about,
      type: 'issue.commented',
      sender: login,
      senderId,
      commentId: 900 + comments,
      commentedAt: now,
      body,
      ...more,
    };
  };
  return {
    ...team,
    due,
    attemptOf,
    says,
    link: (person = ADA) => findLink(store, person.id),
    /** The attempt that `/link` begins, and its private message. */
    async begin(person = ADA) {
      const request = team.requested('link', {}, person);
      await team.take(request);
      const id = linkAttemptId(request.id);
      return { id, request, screen: () => shown(queues.sent, `reply:${request.id}`) };
    },
    /** Enters the code of an attempt, and has the dispatcher find out. */
    async enter(attemptId: string, login: string): Promise<void> {
      enterCode(repository.model, (await attemptOf(attemptId)).device?.userCode ?? '', login, clock.now());
      clock.advance(5000);
      await due(attemptId);
    },
    async deny(attemptId: string): Promise<void> {
      denyCode(repository.model, (await attemptOf(attemptId)).device?.userCode ?? '', clock.now());
      clock.advance(5000);
      await due(attemptId);
    },
    ...byBoth({ team, due, attemptOf, says }),
  };
}

type Parts = {
  team: ReturnType<typeof testDispatcher>;
  due(attemptId: string): Promise<void>;
  attemptOf(attemptId: string): Promise<LinkAttempt>;
  says(login: string, body: string, more?: Partial<IssueCommented>): IssueCommented;
};

function byBoth({ team, due, attemptOf, says }: Parts) {
  return {
    /** Presses the button as the message shows it. */
    async confirm(attemptId: string, person = ADA, accountId?: number): Promise<string> {
      const { account } = await attemptOf(attemptId);
      const said = await team.press('confirm-link', `${attemptId}.${accountId ?? account?.id ?? 0}`, person);
      await due(attemptId);
      return said;
    },
    /** The answers on GitHub, the newest last. */
    async comment(login: string, body: string, more?: Partial<IssueCommented>): Promise<string> {
      const event = says(login, body, more);
      team.clock.advance(1000);
      await team.take(event);
      return answersOf(team.repository.model.comments).at(-1) ?? '(nothing)';
    },
  };
}

function answersOf(comments: readonly { body: string }[]): string[] {
  return comments.map(({ body }) => body.split('\n\n<!--')[0] ?? '');
}
