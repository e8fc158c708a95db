/** People at work on the sandbox's repository, as functions. */
import {
  carries,
  denyCode,
  enterCode,
  expireCodes,
  type GitHubModel,
  getPullRequest,
  type Issue,
  isCodeEntered,
  ownerOf,
  push,
  type StateReason,
} from '@valine/github-model';
import { now } from '../state/state.ts';
import { repositoryView, userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { WebhookSender } from '../webhooks/webhook-sender.ts';
import { block, unblock } from './dependency-actions.ts';
import { filePeople } from './file-people.ts';
import * as issues from './issue-actions.ts';
import { addLabels, assign, removeLabel } from './label-actions.ts';
import * as pulls from './pull-actions.ts';
import { pullPeople } from './pull-people.ts';

/** Who does it when nobody is named. */
const SOMEBODY = 'mara-k';

type Forbidden = Pick<
  GitHubModel,
  'lacks' | 'restrictedBranches' | 'assignable' | 'collaborators' | 'programs' | 'withoutPullRequests' | 'mergeMethods'
>;

/** Numbers are issue numbers; `as` is a login. Every function throws for an issue that is not there. */
export function githubPeople(announce: Announcer, webhooks: WebhookSender) {
  const { state } = announce;
  const get = (number: number) => getIssue(announce, number);
  return {
    openIssue(title: string, labels: readonly string[] = [], as = SOMEBODY): number {
      const issue = issues.openIssue(announce, as, title);
      addLabels(announce, as, issue, labels);
      return issue.number;
    },
    /** Issues and pull requests alike; a pull request has no reason. */
    closeIssue(number: number, reason?: StateReason, as = SOMEBODY): void {
      if (get(number).pullRequest === undefined) issues.closeIssue(announce, as, get(number), reason);
      else pulls.closePull(announce, as, getPullRequest(state, number));
    },
    reopen(number: number, as = SOMEBODY): void {
      if (get(number).pullRequest === undefined) issues.reopenIssue(announce, as, get(number));
      else pulls.reopenPull(announce, as, getPullRequest(state, number));
    },
    /** On an issue or a pull request; the id of the comment. */
    comment: (number: number, body: string, as = SOMEBODY) => issues.addComment(announce, as, get(number), body).id,
    /** What was said there, the oldest first. */
    conversation: (number: number): Said[] => conversationOn(state, get(number).number),
    ...devicePeople(announce),
    label: (number: number, name: string, as = SOMEBODY) => addLabels(announce, as, get(number), [name]),
    unlabel: (number: number, name: string, as = SOMEBODY) =>
      carries(get(number), name) && removeLabel(announce, as, get(number), name),
    assign: (number: number, login: string, as = SOMEBODY) => assign(announce, as, get(number), login),
    editTitle: (number: number, title: string, as = SOMEBODY) => issues.editTitle(announce, as, get(number), title),
    deleteIssue: (number: number, as = SOMEBODY) => issues.deleteIssue(announce, as, get(number)),
    transferIssue: (number: number, to: string, as = SOMEBODY) => issues.transferIssue(announce, as, get(number), to),
    /** A commit on `main`; its SHA. With `force` it takes the place of the newest one. Nothing is told of it. */
    pushCommit(message: string, as = SOMEBODY, force = false): string {
      const sha = push(state, { message, author: as, at: now(), force });
      announce.save();
      return sha;
    },
    /** Nobody has pushed to it yet; once somebody does, it has a commit. */
    emptyRepository(): void {
      Object.assign(state, { branches: {}, commits: {} });
      announce.save();
    },
    ...filePeople(announce, SOMEBODY),
    ...pullPeople(announce),
    /** The first waits for the second. */
    block: (number: number, blocker: number, as = SOMEBODY) => block(announce, as, get(number), get(blocker)),
    unblock: (number: number, blocker: number, as = SOMEBODY) => unblock(announce, as, get(number), get(blocker)),
    /** Nothing in it can be changed through the API, until it is told otherwise. */
    archive(archived: boolean, as = SOMEBODY): void {
      state.archived = archived;
      announce.tell('repository', archived ? 'archived' : 'unarchived', as, {});
    },
    ...refusals(announce),
    /** The conversation of an issue. */
    lock(number: number, as = SOMEBODY): void {
      get(number).locked = true;
      announce.issues('locked', as, get(number));
    },
    /** To another name of the same owner. */
    renameRepository: (name: string, as = SOMEBODY) => renameRepository(announce, webhooks, name, as),
    /** Sends the newest delivery, the newest of an action, or that of an id again with the same GUID. False when there is none. */
    redeliver(which?: string | number): boolean {
      const last = state.deliveries.findLast(({ id, action }) => which === undefined || [id, action].includes(which));
      if (last !== undefined) webhooks.redeliver(last);
      return last !== undefined;
    },
    /** Everything that is not deleted or moved, the oldest first. A copy. */
    issues: (): Issue[] => structuredClone(state.issues.filter((issue) => issue.gone === undefined)),
    deliveries: () => structuredClone(state.deliveries),
  };
}

function devicePeople({ state, save }: Announcer) {
  return {
    /** On GitHub's page, which names the App alone. @throws Refusal 404 */
    enterCode(userCode: string, as = SOMEBODY): void {
      enterCode(state, userCode, as, now());
      save();
    },
    /** Or denied: nobody may have been told yet. */
    isCodeEntered: () => isCodeEntered(state, now()),
    /** As if their quarter of an hour were over. */
    expireCodes(): void {
      expireCodes(state, now());
      save();
    },
    /** @throws Refusal 404 */
    denyCode(userCode: string): void {
      denyCode(state, userCode, now());
      save();
    },
  };
}

function refusals({ state, save }: Announcer) {
  return {
    /** What GitHub refuses from now on; what is not named stays as it is. Nothing is told of it. */
    forbid(rules: Forbidden): void {
      Object.assign(state, rules);
      save();
    },
    /** The same identity has created so much content by other programs, so many seconds ago: it counts for the limit. */
    writeElsewhere(times: number, secondsAgo: number): void {
      const at = Date.now() - secondsAgo * 1000;
      state.written = [...Array.from({ length: times }, () => at), ...(state.written ?? [])];
    },
    /** When content was created within the last hour. Epoch milliseconds, the oldest first. */
    writes: (): readonly number[] => [...(state.written ?? [])],
  };
}

function getIssue({ state }: Announcer, number: number): Issue {
  const issue = state.issues.find((each) => each.number === number && each.gone === undefined);
  if (issue === undefined) throw new Error(`There is no issue #${number}. !issues lists those there are.`);
  return issue;
}

/** `reactions`: as GitHub names them. */
export type Said = { author: string; body: string; reactions: string[] };

function conversationOn({ comments, reactions }: GitHubModel, number: number): Said[] {
  return comments
    .filter(({ issue }) => issue === number)
    .map(({ id, author, body }) => {
      const own = reactions.filter(({ comment }) => comment === id);
      return { author, body, reactions: own.map(({ content }) => content) };
    });
}

function renameRepository({ state, view }: Announcer, webhooks: WebhookSender, name: string, as: string): void {
  const { repository } = state;
  const from = repository.slice(ownerOf(state).length + 1);
  state.formerNames = [...(state.formerNames ?? []), repository];
  state.repository = `${ownerOf(state)}/${name}`;
  const changes = { repository: { name: { from } } };
  const payload = { action: 'renamed', changes, repository: repositoryView(view), sender: userView(view, as) };
  webhooks.send({ event: 'repository', action: 'renamed', payload });
}
