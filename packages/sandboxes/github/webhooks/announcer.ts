/** Tells the webhook what was done to an issue or a pull request; the change and its delivery are saved as one. */

import type { Issue, PullRequestIssue } from '@valine/github-model';
import type { JsonFile } from '../../shared/json-file.ts';
import type { GitHubState } from '../state/state.ts';
import { issueView } from '../views/issue-view.ts';
import { pullView } from '../views/pull-view.ts';
import { repositoryView, userView, type View } from '../views/view.ts';
import type { WebhookSender } from './webhook-sender.ts';

export type Announcer = {
  state: GitHubState;
  view: View;
  /** For a change that the webhook is not told of. */
  save(): void;
  /** `actor` is a login. `about`: what stands in the payload beside the action, the repository and the sender. */
  tell(event: string, action: string | null, actor: string, about: object): void;
  /** Of a pull request GitHub speaks in another event. `more` stands in the payload beside the issue. */
  issues(action: string, actor: string, issue: Issue, more?: object): void;
  pull(action: string, actor: string, pull: PullRequestIssue, more?: object): void;
  comment(action: string, actor: string, issue: Issue, more: object): void;
};

export function createAnnouncer(file: JsonFile<GitHubState>, view: View, webhooks: WebhookSender): Announcer {
  const announce: Announcer = {
    state: file.value,
    view,
    save: file.save,
    tell(event, action, actor, about) {
      const around = { repository: repositoryView(view), sender: userView(view, actor) };
      webhooks.send({ event, action, payload: { ...(action === null ? {} : { action }), ...about, ...around } });
    },
    issues(action, actor, issue, more = {}) {
      const { pullRequest } = issue;
      if (pullRequest !== undefined) announce.pull(action, actor, { ...issue, pullRequest }, more);
      else announce.tell('issues', action, actor, { issue: issueView(view, issue), ...more });
    },
    pull: (action, actor, pull, more = {}) =>
      announce.tell('pull_request', action, actor, {
        number: pull.number,
        pull_request: pullView(view, pull),
        ...more,
      }),
    comment: (action, actor, issue, more) =>
      announce.tell('issue_comment', action, actor, { issue: issueView(view, issue), ...more }),
  };
  return announce;
}
