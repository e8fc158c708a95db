/** Saying which issues wait for which, and telling the webhook of it. */
import * as model from '@valine/github-model';
import { now } from '../state/state.ts';
import { issueView } from '../views/issue-view.ts';
import { repositoryView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Issue = model.Issue;

/** @throws Refusal 422 where it waits for that one already, or that one for it */
export function block(announce: Announcer, actor: string, issue: Issue, blocker: Issue): void {
  model.block(issue, blocker, now());
  tell(announce, 'blocked_by_added', actor, issue, blocker);
}

/** @throws Refusal 404 where it does not wait for that one */
export function unblock(announce: Announcer, actor: string, issue: Issue, blocker: Issue): void {
  model.unblock(issue, blocker, now());
  tell(announce, 'blocked_by_removed', actor, issue, blocker);
}

function tell(announce: Announcer, action: string, actor: string, issue: Issue, blocker: Issue): void {
  const { view } = announce;
  announce.tell('issue_dependencies', action, actor, {
    blocked_issue_id: issue.id,
    blocked_issue: issueView(view, issue),
    blocking_issue_id: blocker.id,
    blocking_issue: issueView(view, blocker),
    blocking_issue_repo: repositoryView(view),
  });
}
