/** People at work on GitHub: issues change, and GitHub tells of it by webhooks. */
import type { Issue } from '@valine/github';
import {
  closedBy,
  dequeue,
  followBranch,
  getPullRequest,
  isEmptyPull,
  openPullRequest,
  type PullRequestIssue,
  pullRequests,
  pullRequestsOf,
  push,
} from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';
import type { Announce } from '../../platforms/github/deliveries.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import { issueBody, pullBody, reviewBody, suiteBody } from '../interaction-body.ts';
import {
  HEAD_CHANGES,
  type HeadChange,
  type IssueChange,
  type PullAuthor,
  type PullChange,
  type Saying,
} from '../step.ts';
import { approvePull } from './agents.ts';
import { comment, type Said } from './commenting.ts';

export type GitHubPeople = {
  change(number: number, change: IssueChange): void;
  /** Of the newest pull request of the issue's task, once there is one. */
  changePull(number: number, change: PullChange): void;
  /** A commit on the branch of a pull request, if it is there. */
  push(pullNumber: number): void;
  /** A commit on `main`. */
  pushMain(): void;
  openPull(number: number, by: PullAuthor): void;
  /** That of an issue, once there is one. */
  approvePull(number: number, by: string): void;
  comment(saying: Saying): void;
  /** In comments, the oldest first. */
  said: readonly Said[];
  /** Of a pull request that was merged through the API. */
  tellMerged(pullNumber: number): void;
  /** Of a pull request whose branch was brought up to date through the API: mostly it is checked then. */
  tellUpdated(pullNumber: number): void;
};

type Parts = { engine: Engine; github: SimGitHub; announce: Announce; repository: string };

export function createGitHubPeople(parts: Parts): GitHubPeople {
  const said: Said[] = [];
  const people: GitHubPeople = {
    said,
    comment: (saying) => void said.push(...[comment(parts, saying) ?? []].flat()),
    change(number, change) {
      const before = parts.github.issues.get(number);
      const now = parts.engine.timeline.now();
      // GitHub dates changes in whole seconds: two within one cannot be told apart by anybody.
      if (before !== undefined && before.updatedAt >= Math.floor(now / 1000) * 1000) {
        parts.engine.timeline.after(1000, () => people.change(number, change));
        return;
      }
      const after = before && changed({ ...before, updatedAt: Math.floor(now / 1000) * 1000 }, change);
      if (before === undefined || after === undefined) return;
      if (after.gone) parts.github.issues.remove(number, now);
      else parts.github.issues.put(after.issue, now);
      mirror(parts, number, after);
      const body = issueBody(after.action, after.issue, parts.repository, after.label);
      parts.announce(after.action === 'created' ? 'issue_comment' : 'issues', body);
    },
    changePull: (number, change) => changePull(parts, people, number, change),
    push(pullNumber) {
      const { model } = parts.github.repository;
      const { head } = getPullRequest(model, pullNumber).pullRequest;
      if (!Object.hasOwn(model.branches, head)) return;
      const at = Math.floor(parts.engine.timeline.now() / 1000) * 1000;
      push(model, { branch: head, message: `Work of ${at}`, author: 'ben', at });
      const queued = new Set(pullRequestsOf(model, head).filter(({ pullRequest }) => pullRequest.queued !== undefined));
      for (const { pull } of followBranch(model, head, at)) {
        parts.announce('pull_request', pullBody('synchronize', pull, parts.repository));
        if (queued.has(pull)) parts.announce('pull_request', pullBody('dequeued', pull, parts.repository));
      }
    },
    pushMain() {
      const at = Math.floor(parts.engine.timeline.now() / 1000) * 1000;
      push(parts.github.repository.model, { message: `Others, ${at}`, author: 'grace', at });
    },
    openPull: (number, by) => openPull(parts, number, by),
    approvePull: (number, by) => approvePull(parts, number, by),
    tellUpdated: (pullNumber) => tellUpdated(parts, pullNumber),
    tellMerged(pullNumber) {
      const pull = getPullRequest(parts.github.repository.model, pullNumber);
      parts.announce('pull_request', pullBody(ACTION.merged, pull, parts.repository));
      for (const number of closedBy(parts.github.repository.model, pull.body)) people.change(number, 'closed');
    },
  };
  return people;
}

const MOST_CHECKED_MS = 40 * 60_000;

function tellUpdated({ engine, github, announce, repository }: Parts, pullNumber: number): void {
  const { model, people } = github.repository;
  const pull = getPullRequest(model, pullNumber);
  const { headSha } = pull.pullRequest;
  announce('pull_request', pullBody('synchronize', pull, repository));
  if (engine.random.chance(0.3)) return;
  const say = (outcome: 'start' | 'pass' | 'fail') => {
    // Whoever pushes meanwhile has another head checked, or none.
    if (pull.pullRequest.headSha !== headSha) return;
    people.check(pullNumber, CHECK, outcome);
    announce('check_suite', suiteBody(pull, repository));
  };
  say('start');
  engine.timeline.after(engine.random.int(5000, MOST_CHECKED_MS), () =>
    say(engine.random.chance(0.8) ? 'pass' : 'fail'),
  );
}

/** What is done to an issue through the API meets it as people have left it. */
function mirror({ github }: Parts, number: number, { issue, gone }: Changed): void {
  const mirrored = github.repository.model.issues.find((each) => each.number === number);
  if (mirrored === undefined) return;
  mirrored.state = issue.state;
  if (gone) mirrored.gone = 'deleted';
}

/** Of a branch of the repository, or of a fork. */
function openPull({ engine, github, announce, repository }: Parts, number: number, by: PullAuthor): void {
  const { model } = github.repository;
  if (model.archived || model.withoutPullRequests) return;
  const at = Math.floor(engine.timeline.now() / 1000) * 1000;
  const pullNumber = 101 + pullRequests(model).length;
  const head = `fix-${pullNumber}`;
  if (by === 'team') push(model, { branch: head, message: `Fix #${number}`, author: 'grace', at });
  const about = {
    title: `Fix #${number}`,
    body: `Closes #${number}`,
    head,
    base: 'main',
    draft: engine.random.chance(0.5),
  };
  const pull = openPullRequest(model, { ...about, id: pullNumber, number: pullNumber, author: 'grace', at });
  if (by === 'stranger') Object.assign(pull, { author: 'eve', association: 'NONE' });
  if (by === 'stranger') pull.pullRequest.fork = 'eve';
  announce('pull_request', pullBody('opened', pull, repository));
}

/** How often people come back for a pull request that is not there yet. */
const MOST_TRIES = 20;

function changePull(parts: Parts, people: GitHubPeople, number: number, change: PullChange, tries = 0): void {
  const { engine, github, announce, repository } = parts;
  const second = Math.floor(engine.timeline.now() / 1000) * 1000;
  const { model } = github.repository;
  const pull = pullRequests(model).findLast(({ body }) => closedBy(model, body).includes(number));
  if (pull === undefined || pull.updatedAt >= second) {
    const again = () => changePull(parts, people, number, change, tries + 1);
    if (tries < MOST_TRIES) engine.timeline.after(pull === undefined ? 30_000 : 1000, again);
    return;
  }
  if (!isOffered(pull, change)) return;
  if (isOfHead(change)) {
    changeHead(parts, pull, change);
    return;
  }
  const { pullRequest } = pull;
  if (change === 'pushed') {
    people.push(pull.number);
    return;
  }
  // Most have done something by then; some mark as ready what has nothing in it.
  if (change === 'ready' && pull.number % 4 !== 0 && isEmptyPull(model, pull)) people.push(pull.number);
  if (change === 'ready' || change === 'draft') pullRequest.draft = change === 'draft';
  else
    Object.assign(
      pull,
      change === 'reopened' ? { state: 'open', closedAt: null } : { state: 'closed', closedAt: second },
    );
  if (change === 'merged') pullRequest.merged = true;
  pull.updatedAt = second;
  const isEnded = change === 'merged' || change === 'closed';
  if (isEnded && dequeue(pull, change === 'merged' ? 'merged' : 'manual', second))
    announce('pull_request', pullBody('dequeued', pull, repository));
  announce('pull_request', pullBody(ACTION[change], pull, repository));
  if (change === 'merged') people.change(number, 'closed');
}

function isOfHead(change: PullChange): change is HeadChange {
  return HEAD_CHANGES.some((each) => each === change);
}

/** Who says so; each has one voice. */
const REVIEWER = 'mara-k';
const CHECK = 'unit';

function changeHead({ github, announce, repository }: Parts, pull: PullRequestIssue, change: HeadChange): void {
  const { people } = github.repository;
  const { number } = pull;
  switch (change) {
    case 'check runs':
    case 'check fails':
    case 'check passes':
      people.check(number, CHECK, CHECK_OUTCOME[change]);
      announce('check_suite', suiteBody(pull, repository));
      break;
    case 'review asked':
      people.ask(number, REVIEWER);
      announce('pull_request', pullBody('review_requested', pull, repository));
      break;
    case 'changes requested':
    case 'approved':
      people.judge(number, REVIEWER, change === 'approved' ? 'approve' : 'changes');
      announce('pull_request_review', reviewBody(pull, repository));
  }
}

const CHECK_OUTCOME = { 'check runs': 'start', 'check fails': 'fail', 'check passes': 'pass' } as const;

const ACTION: Record<Exclude<PullChange, HeadChange | 'pushed'>, string> = {
  ready: 'ready_for_review',
  draft: 'converted_to_draft',
  merged: 'closed',
  closed: 'closed',
  reopened: 'reopened',
};

/** A draft cannot be merged, and what is merged is merged. */
function isOffered({ state, pullRequest: { draft, merged } }: PullRequestIssue, change: PullChange): boolean {
  if (change === 'reopened') return state === 'closed' && !merged;
  if (state === 'closed') return false;
  return change === 'closed' || change === 'pushed' || isOfHead(change) || draft === (change === 'ready');
}

type Changed = { issue: Issue; action: string; label?: string; gone?: boolean };

/** Undefined where GitHub would not offer it. */
function changed(issue: Issue, change: IssueChange): Changed | undefined {
  const isOpen = issue.state === 'open';
  const labelled = issue.labels.includes('ready');
  switch (change) {
    case 'closed':
    case 'closed as not planned': {
      const stateReason = change === 'closed' ? 'completed' : 'not_planned';
      return isOpen ? { action: 'closed', issue: { ...issue, state: 'closed', stateReason } } : undefined;
    }
    case 'reopened':
      return isOpen ? undefined : { action: 'reopened', issue: { ...issue, state: 'open', stateReason: 'reopened' } };
    case 'label removed':
      return labelled ? { action: 'unlabeled', label: 'ready', issue: { ...issue, labels: [] } } : undefined;
    case 'label added':
      return labelled ? undefined : { action: 'labeled', label: 'ready', issue: { ...issue, labels: ['ready'] } };
    case 'deleted':
    case 'transferred':
      return { action: change, issue, gone: true };
    case 'commented':
      return { action: 'created', issue };
  }
}
