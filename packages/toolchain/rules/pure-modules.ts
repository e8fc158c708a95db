/** Decisions and messages reach pure code only, also through what they import. */
import { isAwsAdapter, isPure } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { type Project, resolveImport, type Target } from '../source/project.ts';
import type { Violation } from './violation.ts';

/** Hashing is arithmetic; everything else of Node is the world. */
const PURE_BUILTINS = new Set(['crypto', 'util']);
const PURE_PACKAGES = new Set(['zod', 'discord-api-types', 'fast-png', 'ipaddr.js', '@babel/parser', 'diff']);

/** Types are free to come from anywhere: they are gone when the program runs. */
export function checkPureModules(project: Project): Violation[] {
  const files = new Map(project.files.map((file) => [file.path, file]));
  return project.files.filter(({ path }) => isPure(path)).flatMap((file) => impureImportsOf(project, files, file));
}

function impureImportsOf(project: Project, files: ReadonlyMap<string, SourceFile>, file: SourceFile): Violation[] {
  return valueImports(file).flatMap(({ specifier, line }) => {
    const way = wayToImpurity(resolveImport(project, file.path, specifier), new Set([file.path]));
    if (way === undefined) return [];
    const through = way.length > 1 ? ` (through ${way.join(' → ')})` : '';
    const says = `imports ${specifier}${through}: decisions and messages import types and pure code only`;
    return [{ file: file.path, line, says }];
  });

  /** The modules from a target to the first thing that is not pure, itself last; undefined when there is none. */
  function wayToImpurity(target: Target, seen: Set<string>): string[] | undefined {
    if (target.kind === 'node') return PURE_BUILTINS.has(target.name) ? undefined : [`node:${target.name}`];
    if (target.kind === 'npm') return PURE_PACKAGES.has(target.name) ? undefined : [target.name];
    if (target.kind === 'unexported' || seen.has(target.path)) return undefined;
    if (isAwsAdapter(target.path)) return [target.path];
    seen.add(target.path);
    for (const next of valueImports(files.get(target.path))) {
      const rest = wayToImpurity(resolveImport(project, target.path, next.specifier), seen);
      if (rest !== undefined) return [target.path, ...rest];
    }
    return undefined;
  }
}

function valueImports(file: SourceFile | undefined) {
  return file?.imports.filter(({ typeOnly }) => !typeOnly) ?? [];
}
