/** Folders of one package or service form no circle, and none is crowded: each can be read from the bottom up. */
import { posix } from 'node:path';
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { type Project, packageAt, resolveImport } from '../source/project.ts';
import type { Violation } from './violation.ts';

/** An import from a file of the folder `from` into the folder `to`; one stands for all between the two. */
type Arrow = { from: string; to: string; file: string; line: number; specifier: string };
type Arrows = ReadonlyMap<string, readonly Arrow[]>;

const MOST_FILES = 15;

/**
 * One violation for each shortest circle, with one import for each arrow. A folder and its subfolder are two folders. The
 * folder of the package itself is none: it holds what puts the others together, and the ports that they share.
 */
export function checkFolderCycles(project: Project): Violation[] {
  const arrows = arrowsOf(project);
  const circles = new Map<string, Arrow[]>();
  for (const arrow of [...arrows.values()].flat()) {
    const back = shortestWay(arrows, arrow.to, arrow.from);
    if (back === undefined) continue;
    const circle = [arrow, ...back];
    const name = circle
      .map(({ from }) => from)
      .sort()
      .join(' ');
    if (!circles.has(name)) circles.set(name, circle);
  }
  return [...circles.values()].map(circleViolation);
}

/** Tests and their helpers do not count. */
export function checkCrowdedFolders({ files }: Project): Violation[] {
  const folders = Map.groupBy(
    files.filter(({ path }) => !isTest(path)),
    ({ path }) => posix.dirname(path),
  );
  return [...folders]
    .filter(([, inside]) => inside.length > MOST_FILES)
    .map(([folder, { length }]) => ({
      file: folder,
      line: 1,
      says: `holds ${length} source files, at most ${MOST_FILES}: make a folder of those that belong together`,
    }));
}

function circleViolation(circle: readonly Arrow[]): Violation {
  const [first] = circle;
  const ways = circle.map(({ from, to, file, line, specifier }) => `${from} → ${to} (${file}:${line} ${specifier})`);
  return { file: first?.file ?? '', line: first?.line ?? 1, says: `closes a circle of folders: ${ways.join(', ')}` };
}

function arrowsOf(project: Project): Arrows {
  const files = project.files.filter(({ path }) => /^(services|packages)\//.test(path) && !isTest(path));
  const arrows = files.flatMap((file) => arrowsFrom(project, file));
  const distinct = new Map(arrows.map((arrow) => [`${arrow.from} ${arrow.to}`, arrow]));
  return Map.groupBy(distinct.values(), ({ from }) => from);
}

function arrowsFrom(project: Project, { path: file, imports }: SourceFile): Arrow[] {
  const from = posix.dirname(file);
  const { folder: root } = packageAt(project, file);
  if (from === root) return [];
  return imports.flatMap(({ specifier, line }) => {
    const target = resolveImport(project, file, specifier);
    if (target.kind !== 'file' || target.folder !== root) return [];
    const to = posix.dirname(target.path);
    return to === from || to === root ? [] : [{ from, to, file, line, specifier }];
  });
}

function shortestWay(arrows: Arrows, start: string, end: string): Arrow[] | undefined {
  const ways = new Map<string, Arrow[]>([[start, []]]);
  for (const [folder, way] of ways) {
    if (folder === end) return way;
    for (const arrow of arrows.get(folder) ?? []) if (!ways.has(arrow.to)) ways.set(arrow.to, [...way, arrow]);
  }
  return undefined;
}
