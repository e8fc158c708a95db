/** Every module opens with a sentence of what it is for; a test file's is the title of its `describe`. */
import { isTest } from '../source/kinds-of-files.ts';
import type { SourceFile } from '../source/parse-source.ts';
import type { Violation } from './violation.ts';

export function checkPurpose(file: SourceFile): Violation[] {
  const opening = isTest(file.path) || /^(#!.*\n)?\/\*\*\s*(?!\*\/)\S/.test(file.text);
  return opening
    ? []
    : [{ file: file.path, line: 1, says: 'opens without a /** sentence */ of what the module is for' }];
}
