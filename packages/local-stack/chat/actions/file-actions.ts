/** Actions on the files of the repository: how they are parsed, and run. */
import type { GitHubSandbox } from '@valine/sandboxes';

/** `ref`: a branch. */
export type FileAction =
  | { do: 'file'; path: string; ref?: string }
  | { do: 'edit'; path: string; from: string; to: string };

export const FILE_ACTIONS = ['file', 'edit'] as const;

/** Undefined for what is not written so. */
export function parseFileAction(name: (typeof FILE_ACTIONS)[number], words: readonly string[]): FileAction | undefined {
  const [path, second, third] = words;
  if (path === undefined || words.length > 3) return undefined;
  if (name === 'file')
    return third === undefined ? { do: name, path, ...(second === undefined ? {} : { ref: second }) } : undefined;
  return second && third !== undefined ? { do: name, path, from: second, to: third } : undefined;
}

/** @returns the text to print. @throws where there is no such file, or it does not say that */
export function onFiles(github: GitHubSandbox, action: FileAction): string {
  const { path } = action;
  if (action.do === 'file') return github.readFile(path, action.ref).trimEnd();
  const before = github.readFile(path);
  if (!before.includes(action.from)) throw new Error(`${path} does not say "${action.from}". !file ${path} shows it.`);
  github.writeFile(
    path,
    before.replace(action.from, () => action.to),
  );
  return `${path} says "${action.to}" on main now.`;
}
