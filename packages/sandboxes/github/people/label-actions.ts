/** Labels and assignees of an issue: one webhook for each that is added or removed, as GitHub does. */
import { type Issue, type Label, takeId } from '../state.ts';
import { labelView } from '../views/label-view.ts';
import { userView } from '../views/user-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

/** The label of that name, made if it is new; names are compared without regard to case. */
function ensureLabel({ state }: Announcer, name: string): Label {
  const known = state.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return known;
  const label: Label = { id: takeId(state), name, color: 'ededed', description: null };
  state.labels.push(label);
  return label;
}

export function addLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  for (const label of names.map((name) => ensureLabel(announce, name))) {
    if (issue.labels.includes(label.name)) continue;
    issue.labels.push(label.name);
    announce.touch(issue);
    announce.issues('labeled', actor, issue, { label: labelView(announce.view, label) });
  }
}

export function removeLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  for (const name of names) {
    const label = ensureLabel(announce, name);
    if (!issue.labels.includes(label.name)) continue;
    issue.labels = issue.labels.filter((each) => each !== label.name);
    announce.touch(issue);
    announce.issues('unlabeled', actor, issue, { label: labelView(announce.view, label) });
  }
}

export function setLabels(announce: Announcer, actor: string, issue: Issue, names: readonly string[]): void {
  const wanted = names.map((name) => ensureLabel(announce, name).name);
  const surplus = issue.labels.filter((name) => !wanted.includes(name));
  removeLabels(announce, actor, issue, surplus);
  addLabels(announce, actor, issue, wanted);
}

export function assign(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  for (const login of logins) {
    if (issue.assignees.includes(login)) continue;
    issue.assignees.push(login);
    announce.touch(issue);
    announce.issues('assigned', actor, issue, { assignee: userView(announce.view, login) });
  }
}

export function unassign(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  for (const login of logins) {
    if (!issue.assignees.includes(login)) continue;
    issue.assignees = issue.assignees.filter((each) => each !== login);
    announce.touch(issue);
    announce.issues('unassigned', actor, issue, { assignee: userView(announce.view, login) });
  }
}

export function setAssignees(announce: Announcer, actor: string, issue: Issue, logins: readonly string[]): void {
  const surplus = issue.assignees.filter((login) => !logins.includes(login));
  unassign(announce, actor, issue, surplus);
  assign(announce, actor, issue, logins);
}
