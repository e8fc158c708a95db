/** No module may need itself: import cycles, types included, between the files of the project. */
import { type Project, resolveImport } from '../source/project.ts';
import type { Violation } from './violation.ts';

type Step = { to: string; line: number };

/** One violation for each import that closes a cycle, with the way round. */
export function checkImportCycles(project: Project): Violation[] {
  const steps = new Map(project.files.map(({ path }) => [path, stepsFrom(project, path)]));
  const done = new Set<string>();
  const way: string[] = [];
  const found: Violation[] = [];
  for (const path of steps.keys()) visit(path);
  return found;

  function visit(path: string): void {
    if (done.has(path)) return;
    way.push(path);
    for (const { to, line } of steps.get(path) ?? []) {
      const at = way.indexOf(to);
      if (at === -1) visit(to);
      else found.push({ file: path, line, says: `closes an import cycle: ${[...way.slice(at), to].join(' → ')}` });
    }
    way.pop();
    done.add(path);
  }
}

function stepsFrom(project: Project, path: string): Step[] {
  const file = project.files.find((candidate) => candidate.path === path);
  return (file?.imports ?? []).flatMap(({ specifier, line }) => {
    const target = resolveImport(project, path, specifier);
    return target.kind === 'file' ? [{ to: target.path, line }] : [];
  });
}
