/** Reads the project from disk: modules, manifests and texts, without what is installed, built or kept locally. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from './parse-source.ts';
import type { Package, Project } from './project.ts';

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.valine', '.pulumi', 'coverage']);

export function readProject(root: string): Project {
  return {
    files: listFiles(root, '**/*.{ts,mjs,js}').map((path) => parseSource(path, readText(root, path))),
    packages: listFiles(root, '**/package.json').map((path) => readPackage(root, path)),
  };
}

/** Paths below `root` that match, sorted, with forward slashes; also in folders that begin with a dot. */
export function listFiles(root: string, pattern: string): string[] {
  const found = globSync([pattern, `**/.*/${pattern}`], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => LEFT_OUT.has(entry.name),
  });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return [...new Set(paths)].map((path) => path.slice(root.length + 1).replaceAll('\\', '/')).sort();
}

export function readText(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function readPackage(root: string, path: string): Package {
  const manifest = JSON.parse(readText(root, path));
  return {
    name: manifest.name,
    folder: path.slice(0, -'/package.json'.length),
    exports: manifest.exports ?? {},
    dependencies: { ...manifest.dependencies, ...manifest.devDependencies },
  };
}
