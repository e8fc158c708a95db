/** Files: what stands in the tree of a commit. A tree that nobody has put files into is one of which nothing is known. */
import { createHash } from 'node:crypto';
import { contains, getCommit, shaOf } from './code.ts';
import type { GitHubModel } from './model.ts';
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
