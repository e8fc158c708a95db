/** People at work on files of the repository. */
import * as model from '@valine/github-model';
import { notFound } from '../state/api-error.ts';
import { now } from '../state/state.ts';
import type { Announcer } from '../webhooks/announcer.ts';

export function filePeople({ state, save }: Announcer, somebody: string) {
  /** `ref`: a branch or a SHA. @throws Refusal, ApiError 404 */
  const readFile = (path: string, ref: string = model.DEFAULT_BRANCH): string => {
    const file = model.findFile(state, path, ref);
    if (file === undefined) throw notFound();
    return file.bytes.toString('utf8');
  };
  return {
    readFile,
    /** What a variable of the repository says. */
    variable: (name: string): string | undefined => state.variables[name],
    /** A commit on `main`; its SHA. Nothing is told of it. */
    writeFile(path: string, content: string, as = somebody): string {
      const base = model.getCommit(state, state.branches[model.DEFAULT_BRANCH] ?? '').tree;
      const tree = model.createTree(state, { [path]: content }, base);
      const sha = model.push(state, { message: `Edit ${path}`, author: as, at: now(), tree });
      save();
      return sha;
    },
    /** A commit on `main` that takes away all files of a folder. */
    deleteFolder(folder: string, as = somebody): void {
      const { tree } = model.getCommit(state, state.branches[model.DEFAULT_BRANCH] ?? '');
      const kept = Object.keys(model.getTree(state, tree)).filter((path) => !path.startsWith(`${folder}/`));
      const files = Object.fromEntries(kept.map((path) => [path, readFile(path)]));
      const rest = model.createTree(state, files);
      model.push(state, { message: `Delete ${folder}`, author: as, at: now(), tree: rest });
      save();
    },
    /** Paths of the files that differ between two refs. */
    changedFiles(base: string, head: string): string[] {
      const [before, after] = [base, head].map((ref) =>
        model.getTree(state, model.getCommit(state, state.branches[ref] ?? ref).tree),
      );
      const paths = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
      return [...paths].filter((path) => before?.[path] !== after?.[path]).sort();
    },
  };
}
