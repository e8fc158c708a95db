/** Tells the webhook what was done to an issue; the change and its delivery are saved as one. */

import type { Issue } from '@valine/github-model';
import type { JsonFile } from '../../shared/json-file.ts';
import type { GitHubState } from '../state/state.ts';
import { issueView } from '../views/issue-view.ts';
import { repositoryView, userView, type View } from '../views/view.ts';
import type { WebhookSender } from './webhook-sender.ts';

export type Announcer = {
  state: GitHubState;
  view: View;
  /** For a change that the webhook is not told of. */
  save(): void;
  /** `actor` is a login; `more` stands in the payload beside the issue. */
  issues(action: string, actor: string, issue: Issue, more?: object): void;
  comment(actor: string, issue: Issue, comment: object): void;
};

export function createAnnouncer(file: JsonFile<GitHubState>, view: View, webhooks: WebhookSender): Announcer {
  function tell(event: string, action: string, actor: string, issue: Issue, more: object): void {
    const payload = {
      action,
      issue: issueView(view, issue),
      ...more,
      repository: repositoryView(view),
      sender: userView(view, actor),
    };
    webhooks.send({ event, action, payload });
  }
  return {
    state: file.value,
    view,
    save: file.save,
    issues(action, actor, issue, more = {}) {
      // GitHub speaks of pull requests in another event, which this sandbox does not send.
      if (issue.pullRequest === undefined) tell('issues', action, actor, issue, more);
      else file.save();
    },
    comment: (actor, issue, comment) => tell('issue_comment', 'created', actor, issue, { comment }),
  };
}
