/** Labels and assignees of an issue: one webhook for each that is added or removed, as GitHub does. */
import * as model from '@valine/github-model';
import { now, takeId } from '../state/state.ts';
import { labelView } from '../views/issue-view.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Issue = model.Issue;

export function addLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  const { state } = announce;
  for (const name of names) {
    const label = model.addLabel(state, issue, name, { id: takeId(state), at: now() });
    if (label !== undefined) announce.issues('labeled', actor, issue, { label: labelView(label) });
  }
}

/** @throws Refusal 404 where the issue does not carry it */
export function removeLabel(announce: Announcer, actor: string, issue: Issue, name: string): void {
  const label = model.findLabel(announce.state, model.removeLabel(issue, name, now()));
  announce.issues('unlabeled', actor, issue, label && { label: labelView(label) });
}

export function assign(announce: Announcer, actor: string, issue: Issue, login: string): void {
  if (!model.assign(announce.state, issue, login, now())) return;
  announce.issues('assigned', actor, issue, { assignee: userView(announce.view, login) });
}

export function unassign(announce: Announcer, actor: string, issue: Issue, login: string): void {
  if (!model.unassign(issue, login, now())) return;
  announce.issues('unassigned', actor, issue, { assignee: userView(announce.view, login) });
}
