/** How a task begins, in words: the names of its branch and its commit, and why it could not begin. */
import { cutText } from '@valine/contracts';
import type { Plan, Task } from '@valine/records';

/** UTF-16 units; what is longer is hard to type. */
const SLUG_LENGTH = 40;

/** `valine/issue-8-checkout-charges-shipping-twice`: of signs that every shell and every address take. */
export function branchName({ number, title }: Pick<Task, 'number' | 'title'>): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const slug = words.reduce((all, word) => (all.length + word.length < SLUG_LENGTH ? `${all}-${word}` : all), '');
  return `valine/issue-${number}${slug}`;
}

export function commitText({ number, title }: Pick<Task, 'number' | 'title'>): string {
  return `Begin #${number}: ${cutText(title.replaceAll(/\s+/g, ' '), 60)}`;
}

/** Why the work on an issue could not begin, on the line of its task. */
export function notBegunText(reason: string): string {
  return `not begun: ${reason}`;
}

export function emptyRepositoryText({ repository }: Pick<Plan, 'repository'>): string {
  return `${repository} has no commit yet to begin from: push one to its default branch`;
}
