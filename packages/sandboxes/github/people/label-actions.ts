/** Labels and assignees of an issue: one webhook for each that is added or removed, as GitHub does. */
import * as model from '@valine/github-model';
import { now, takeId } from '../state/state.ts';
import { labelView } from '../views/label-view.ts';
import { userView } from '../views/user-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

type Issue = model.Issue;

export function addLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  const { state, view } = announce;
  for (const name of names) {
    const label = model.addLabel(state, issue, name, { id: takeId(state), at: now() });
    if (label !== undefined) announce.issues('labeled', actor, issue, { label: labelView(view, label) });
  }
}

/** @throws Refusal 404 where the issue does not carry it */
export function removeLabel(announce: Announcer, actor: string, issue: Issue, name: string): void {
  const label = model.findLabel(announce.state, model.removeLabel(issue, name, now()));
  announce.issues('unlabeled', actor, issue, label && { label: labelView(announce.view, label) });
}

export function setLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  for (const name of issue.labels.filter((own) => !model.carries({ labels: [...names] }, own)))
    removeLabel(announce, actor, issue, name);
  addLabels(announce, actor, issue, names);
}

export function assign(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  for (const login of logins)
    if (model.assign(issue, login, now()))
      announce.issues('assigned', actor, issue, { assignee: userView(announce.view, login) });
}

export function unassign(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  for (const login of logins)
    if (model.unassign(issue, login, now()))
      announce.issues('unassigned', actor, issue, { assignee: userView(announce.view, login) });
}

export function setAssignees(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  const surplus = issue.assignees.filter((login) => !logins.includes(login));
  unassign(announce, actor, issue, surplus);
  assign(announce, actor, issue, logins);
}
