/** What a version means is what was tested: every dependency is one exact version. */
import type { Package } from '../source/project.ts';
import type { Violation } from './violation.ts';

const EXACT = /^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/;

export function checkManifest({ folder, dependencies }: Package): Violation[] {
  const file = folder === '' ? 'package.json' : `${folder}/package.json`;
  return Object.entries(dependencies)
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => ({ file, line: 1, says: `depends on ${name} ${version}: name one exact version` }));
}
