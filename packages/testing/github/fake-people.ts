/** What people, checks and the merge queue do to a pull request of the model. */
import * as rules from '@valine/github-model';

export type FakePeople = {
  /** On an issue or a pull request; GitHub's id of the comment. */
  comment(number: number, author: string, body: string): number;
  /** For a review. */
  ask(pull: number, login: string): void;
  judge(pull: number, login: string, judgement: 'approve' | 'changes'): void;
  /** Of the head of a pull request. `start`: it goes on. */
  check(pull: number, name: string, outcome: 'pass' | 'fail' | 'start'): void;
  status(pull: number, context: string, state: 'success' | 'error'): void;
  /** A commit on its branch, by Grace unless told otherwise. */
  pushTo(pull: number, author?: string): void;
  /** Puts it into the merge queue of its base. */
  enqueue(pull: number): void;
  /** The queue merges it. */
  mergeFromQueue(pull: number): void;
  /** Without a reason where GitHub tells none. */
  dequeue(pull: number, reason?: rules.DequeueReason): void;
};

/** `clock` dates what they say. */
export function fakePeople(model: rules.GitHubModel, clock: { now(): number }): FakePeople {
  const get = (number: number) => rules.getPullRequest(model, number);
  const head = (number: number) => get(number).pullRequest.headSha;
  const next = () => ({ id: 1 + model.reviews.length + model.checkRuns.length, at: clock.now() });
  return {
    comment(number, author, body) {
      const id = 9001 + model.comments.length;
      return rules.addComment(model, rules.getIssue(model, number), { id, author, body, at: clock.now() }).id;
    },
    ask: (number, login) => void rules.requestReviews(get(number), [login], clock.now()),
    judge(number, author, judgement) {
      const state = judgement === 'approve' ? 'approved' : 'changes_requested';
      rules.review(model, get(number), { ...next(), author, state, body: '' });
    },
    check(number, name, outcome) {
      const conclusion = { pass: 'success', fail: 'failure', start: null }[outcome];
      const status = outcome === 'start' ? 'in_progress' : 'completed';
      rules.reportCheck(model, { ...next(), suiteId: 1, sha: head(number), name, status, conclusion });
    },
    pushTo(number, author = 'grace') {
      const branch = get(number).pullRequest.head;
      rules.push(model, { branch, message: 'More', author, at: clock.now() });
      rules.followBranch(model, branch, clock.now());
    },
    enqueue: (number) => rules.enqueue(model, get(number), { at: clock.now() }),
    mergeFromQueue(number) {
      const by = 'github-merge-queue[bot]';
      rules.mergePullRequest(model, number, { method: 'squash', fromQueue: true, by, at: clock.now() });
    },
    dequeue: (number, reason) => void rules.dequeue(get(number), reason, clock.now()),
    status(number, context, state) {
      rules.reportStatus(model, { ...next(), sha: head(number), context, state, description: null, url: null });
    },
  };
}
