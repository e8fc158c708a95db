/** Labels and assignees of an issue. Names of labels have no case. `at` is now, in epoch milliseconds. */
import type { GitHubModel, Issue, Label } from './model.ts';
import { Refusal } from './refusal.ts';

/** The label that the issue now has; made with `id` where it is new to the repository. Undefined where the issue had it. */
export function addLabel(
  model: GitHubModel,
  issue: Issue,
  name: string,
  { id, at }: { id: number; at: number },
): Label | undefined {
  const known = findLabel(model, name);
  const label = known ?? { id, name, color: 'ededed', description: null };
  if (known === undefined) model.labels.push(label);
  if (issue.labels.includes(label.name)) return undefined;
  issue.labels.push(label.name);
  issue.updatedAt = at;
  return label;
}

/** The name it had in the issue. @throws Refusal 404 where the issue does not carry it */
export function removeLabel(issue: Issue, name: string, at: number): string {
  const own = issue.labels.find((each) => each.toLowerCase() === name.toLowerCase());
  if (own === undefined) throw new Refusal(404, 'Label does not exist');
  issue.labels = issue.labels.filter((each) => each !== own);
  issue.updatedAt = at;
  return own;
}

export function findLabel({ labels }: GitHubModel, name: string): Label | undefined {
  return labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

/** False where the person is not assigned. */
export function unassign(issue: Issue, login: string, at: number): boolean {
  if (!issue.assignees.includes(login)) return false;
  issue.assignees = issue.assignees.filter((each) => each !== login);
  issue.updatedAt = at;
  return true;
}

/** False where the person is assigned already, and where they have no access: nobody is told of it. */
export function assign(
  { assignable }: Pick<GitHubModel, 'assignable'>,
  issue: Issue,
  login: string,
  at: number,
): boolean {
  if (assignable !== undefined && !assignable.includes(login)) return false;
  if (issue.assignees.includes(login)) return false;
  issue.assignees.push(login);
  issue.updatedAt = at;
  return true;
}
