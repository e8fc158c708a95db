/** Comments and labels of a repository in memory. */
import type { FoundComment, GitHubLookups, GitHubWriter } from '@valine/github';
import { refusal } from './refusal.ts';

type Writer = Pick<GitHubWriter, 'createComment' | 'addLabels' | 'removeLabel'>;
type Lookups = Pick<GitHubLookups, 'commentsSince'>;

export function fakeTalk(clock: { now(): number }) {
  const comments: (FoundComment & { number: number })[] = [];
  const labels = new Map<number, Set<string>>();
  const writer: Writer = {
    async createComment(number, body) {
      const id = 9001 + comments.length;
      const url = `https://github.com/acme/web/issues/${number}#issuecomment-${id}`;
      comments.push({ id, url, body, number, createdAt: clock.now() });
      return { id, url };
    },
    async addLabels(number, added) {
      labels.set(number, new Set([...(labels.get(number) ?? []), ...added]));
    },
    async removeLabel(number, label) {
      if (!labels.get(number)?.delete(label)) throw refusal('removeLabel', 404, 'Label does not exist');
    },
  };
  const lookups: Lookups = {
    async commentsSince(number, since) {
      const recent = comments.filter((comment) => comment.number === number && comment.createdAt >= since);
      return recent.map(({ number: _, ...comment }) => comment);
    },
  };
  return { writer, lookups, comments, labels };
}
