/** A repository in which #8 is a pull request that closes the issue #7, and what a test does to it. */
import * as rules from '../index.ts';

export const BY = 'mara';
export const AT = 0;

export function testPull() {
  const model = rules.emptyModel('acme/web');
  rules.push(model, { message: 'First', author: BY, at: AT });
  rules.openIssue(model, { id: 7, number: 7, title: 'Basket', author: BY, at: AT });
  rules.createBranch(model, 'basket', model.branches['main'] ?? '');
  rules.push(model, { branch: 'basket', message: 'Work', author: BY, at: AT });
  const about = { title: 'Basket', body: 'Closes #7', draft: false, head: 'basket', base: 'main' };
  const pull = rules.openPullRequest(model, { id: 8, number: 8, author: 'bot', at: AT, ...about });
  return { model, pull, issue: () => rules.getIssue(model, 7), ...actionsOn(model, pull) };
}

function actionsOn(model: rules.GitHubModel, pull: rules.PullRequestIssue) {
  return {
    merge: (more: Partial<rules.Merge> = {}) => rules.mergePullRequest(model, 8, { by: BY, at: AT, ...more }),
    judge: (author: string, state: rules.ReviewState) =>
      rules.review(model, pull, { id: 1, author, state, body: '', at: AT }),
    /** It passes unless told otherwise. */
    check(name: string, more: Partial<rules.CheckRun> = {}) {
      const passed = { id: 1, suiteId: 9, status: 'completed', conclusion: 'success', at: AT } as const;
      return rules.reportCheck(model, { sha: pull.pullRequest.headSha, name, ...passed, ...more });
    },
    protect(more: Partial<rules.Protection>) {
      model.protections['main'] = { requiredApprovals: 0, requiredChecks: [], ...more };
    },
    stateNow() {
      rules.workOutMergeability(model, pull);
      return rules.mergeabilityOf(model, pull).state;
    },
    pushTo(branch: string, message = 'More') {
      const sha = rules.push(model, { branch, message, author: BY, at: AT });
      rules.followBranch(model, branch, AT);
      return sha;
    },
  };
}
