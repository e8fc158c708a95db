/** The project as the rules see it: its modules, its packages, and where an import leads. */

import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { SourceFile } from './parse-source.ts';

export type Package = {
  name: string;
  /** Relative to the root: `packages/records`; `''` for the root itself. */
  folder: string;
  /** What may be imported from outside: `.` or `./sub`, and the file it stands for. */
  exports: Readonly<Record<string, string>>;
  /** Every dependency with its version, those of development too. */
  dependencies: Readonly<Record<string, string>>;
};

export type Project = { files: readonly SourceFile[]; packages: readonly Package[] };

export type Target =
  | { kind: 'file'; path: string; folder: string; byName: boolean }
  /** A name of this workspace with a path its package does not export. */
  | { kind: 'unexported'; folder: string }
  | { kind: 'node'; name: string }
  | { kind: 'npm'; name: string };

export function packageAt(project: Project, path: string): Package {
  const owners = project.packages.filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`));
  const nearest = owners.sort((a, b) => b.folder.length - a.folder.length)[0];
  if (nearest === undefined) throw new Error(`${path} belongs to no package: the root package.json is missing.`);
  return nearest;
}

/** `@scope/name/sub` → `@scope/name`; `name/sub` → `name`. */
export function packageName(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

export function resolveImport(project: Project, from: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    const path = posix.join(posix.dirname(from), specifier);
    return { kind: 'file', path, folder: packageAt(project, path).folder, byName: false };
  }
  if (isBuiltin(specifier)) return { kind: 'node', name: specifier.replace(/^node:/, '') };
  const name = packageName(specifier);
  const owner = project.packages.find((candidate) => candidate.name === name);
  if (owner === undefined) return { kind: 'npm', name };
  const exported = owner.exports[`.${specifier.slice(name.length)}`];
  if (exported === undefined) return { kind: 'unexported', folder: owner.folder };
  return { kind: 'file', path: posix.join(owner.folder, exported), folder: owner.folder, byName: true };
}
