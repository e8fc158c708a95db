/** Files: what stands in the tree of a commit. A tree that nobody has put files into is one of which nothing is known. */
import { createHash } from 'node:crypto';
import { contains, createCommit, getCommit, shaOf } from './code.ts';
import { type Commit, DEFAULT_BRANCH, type GitHubModel, type PullRequestIssue } from './model.ts';
import { notFound, Refusal } from './refusal.ts';

/** SHA of a file's content, by its path. */
export type Tree = Readonly<Record<string, string>>;

type Trees = Pick<GitHubModel, 'trees' | 'blobs'>;

/** SHA of the tree `base` with these files in place of its own, or besides: the same files have the same SHA. */
export function createTree(model: Trees, files: Readonly<Record<string, string | Uint8Array>>, base?: string): string {
  const blobs = Object.entries(files).map(([path, content]) => [path, createBlob(model, content)] as const);
  return storeTree(model, { ...treeIn(model, base), ...Object.fromEntries(blobs) });
}

/** @throws Refusal 404 */
export function getTree(model: Trees, sha: string): Tree {
  const tree = treeIn(model, sha);
  if (tree === undefined) throw notFound();
  return tree;
}

/** `ref`: a branch or a SHA. Undefined where it has no such file. @throws Refusal 404 for what is no commit */
export function findFile(model: GitHubModel, path: string, ref: string): { sha: string; bytes: Buffer } | undefined {
  const { tree } = getCommit(model, model.branches[ref] ?? ref);
  const sha = treeIn(model, tree)?.[path];
  const content = sha === undefined ? undefined : model.blobs?.[sha];
  return sha === undefined || content === undefined ? undefined : { sha, bytes: Buffer.from(content, 'base64') };
}

/** The tree of `base` with what `head` has changed since the two were one; undefined where nothing is known of either. */
export function mergedTree(model: GitHubModel, base: string | undefined, head: string): string | undefined {
  const [ofBase, ofHead] = [treeAt(model, base), treeAt(model, head)];
  if (ofBase === undefined || ofHead === undefined || base === undefined) return undefined;
  const before = treeAt(model, forkOf(model, base, head)) ?? {};
  const changed = Object.entries(ofHead).filter(([path, sha]) => before[path] !== sha);
  return storeTree(model, { ...ofBase, ...Object.fromEntries(changed) });
}

type Push = Pick<Commit, 'message' | 'author' | 'at'> & {
  branch?: string;
  /** Takes the place of the newest commit, which is in no branch then. */
  force?: boolean;
  /** SHA of its tree; absent, it has a file more than the commit before it. */
  tree?: string;
};

/** A commit on top of a branch, which begins with it where there was none. Its SHA. */
export function push(model: GitHubModel, { branch = DEFAULT_BRANCH, force = false, ...commit }: Push): string {
  const newest = model.branches[branch];
  const parents = force ? (model.commits[newest ?? '']?.parents ?? []) : [newest].filter((sha) => sha !== undefined);
  const before = model.commits[parents[0] ?? '']?.tree;
  const sha = createCommit(model, {
    ...commit,
    tree: commit.tree ?? changedTree(model, before, commit.message),
    parents,
  });
  model.branches[branch] = sha;
  return sha;
}

/** Where nothing is known of the files before, nothing is known of these. */
function changedTree(model: GitHubModel, before: string | undefined, message: string): string {
  if (treeIn(model, before) === undefined) return shaOf(`${before ?? ''} ${message}`);
  return createTree(model, { [`notes/${shaOf(message).slice(0, 8)}.md`]: `${message}\n` }, before);
}

/** Whether no file would be another one by its merge. What nobody knows the commits of has something in it. */
export function isEmptyPull(model: GitHubModel, { pullRequest: { headSha, base } }: PullRequestIssue): boolean {
  const baseSha = model.branches[base];
  const ofHead = model.commits[headSha];
  if (baseSha === undefined || ofHead === undefined) return false;
  const fork = forkOf(model, baseSha, headSha);
  return fork !== undefined && model.commits[fork]?.tree === ofHead.tree;
}

/** As git names content. */
export function blobShaOf(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}

function createBlob(model: Trees, content: string | Uint8Array): string {
  const bytes = Buffer.from(content);
  const sha = blobShaOf(bytes);
  model.blobs = { ...model.blobs, [sha]: bytes.toString('base64') };
  return sha;
}

function storeTree(model: Trees, tree: Tree): string {
  const paths = Object.keys(tree).sort();
  const clash = paths.find((path) => paths.some((other) => other.startsWith(`${path}/`)));
  if (clash !== undefined) throw new Refusal(422, `GitRPC::BadObjectState: ${clash} is a file and a folder`);
  const sha = shaOf(paths.map((path) => `${path} ${tree[path]}`).join('\n'));
  model.trees = { ...model.trees, [sha]: tree };
  return sha;
}

function treeIn({ trees = {} }: Trees, sha: string | undefined): Tree | undefined {
  return sha !== undefined && Object.hasOwn(trees, sha) ? trees[sha] : undefined;
}

function treeAt(model: GitHubModel, commit: string | undefined): Tree | undefined {
  return commit === undefined ? undefined : treeIn(model, model.commits[commit]?.tree);
}

/** The newest commit of `head`'s first parents that `base` has too. */
function forkOf(model: GitHubModel, base: string, head: string): string | undefined {
  let commit: string | undefined = head;
  while (commit !== undefined && !contains(model, base, commit)) commit = model.commits[commit]?.parents[0];
  return commit;
}
