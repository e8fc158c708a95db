/** What a file of the repository says. */
import { isUtf8 } from 'node:buffer';
import { fieldsOf, textOf } from '../json-fields.ts';
import { attemptFind } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import type { FoundFile } from './github-lookups.ts';

/** Two reads: of a link GitHub shows what it leads to, and only its folder tells. @throws GitHubError */
export function findFile(
  { octokit: { rest }, owner, repo }: Connection,
  path: string,
  ref: string,
): Promise<FoundFile | undefined> {
  const at = { owner, repo, ref };
  return attemptFind(`read ${path}`, async () => {
    const file = fromFile((await rest.repos.getContent({ ...at, path })).data);
    if (file === undefined) return undefined;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    return isFileIn((await rest.repos.getContent({ ...at, path: folder })).data, path) ? file : undefined;
  });
}

/** @throws TypeError for a file without a SHA */
function fromFile(json: unknown): FoundFile | undefined {
  const { type, sha, encoding, content } = fieldsOf(json);
  if (type !== 'file') return undefined;
  const named = textOf(sha);
  if (named === undefined) throw new TypeError('the answer is not as GitHub gives it');
  const text = encoding === 'base64' && typeof content === 'string' ? decoded(content) : undefined;
  return { sha: named, ...(text === undefined ? {} : { text }) };
}

/** `listed`: what is in its folder, of which GitHub names a thousand. */
function isFileIn(listed: unknown, path: string): boolean {
  const entries = Array.isArray(listed) ? listed.map(fieldsOf) : [];
  return entries.some((entry) => entry.path === path && entry.type === 'file');
}

/** Undefined for what is not UTF-8. */
function decoded(base64: string): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}
