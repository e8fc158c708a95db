/** Every test runs: none is skipped, singled out or put off. */
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import { nameOf, walk } from '../source/walk.ts';
import type { Violation } from './violation.ts';

const SUITES = new Set(['describe', 'it', 'test', 'suite']);
const EVASIONS = new Set(['only', 'skip', 'todo', 'skipIf', 'runIf', 'fails']);

export function checkSkippedTests(file: SourceFile): Violation[] {
  if (!isTest(file.path)) return [];
  const found: Violation[] = [];
  walk(file.program, (node) => {
    if (node.type !== 'MemberExpression') return;
    const [suite, how] = [nameOf(node['object']), nameOf(node['property'])];
    if (suite === undefined || how === undefined || !SUITES.has(suite) || !EVASIONS.has(how)) return;
    found.push({
      file: file.path,
      line: file.lineAt(node.start),
      says: `uses ${suite}.${how}: every test runs, or goes`,
    });
  });
  return found;
}
