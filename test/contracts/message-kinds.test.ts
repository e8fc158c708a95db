/** No kind of message stands ready for nobody: each is sent by somebody. That each is handled is held by the types. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QUEUE_OF, TRUST } from '@valine/contracts';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Those that no record promises, and the verifier or the notifier takes. */
const OTHERS = ['workflow_run.changed', 'workflow_job.changed', 'set-up.check'];

function code(): string {
  return globSync(['services/**/*.ts', 'packages/records/**/*.ts', 'infra/**/*.ts'], { cwd: ROOT })
    .filter((path) => !/node_modules|\/dist\/|\.test\.ts$|(^|\/)test-/.test(path))
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    .join('\n');
}

it('every kind of message is sent by somebody', () => {
  const sent = code();
  const kinds = new Set([...Object.keys(TRUST), ...Object.keys(QUEUE_OF), ...OTHERS]);
  expect([...kinds].filter((kind) => !new RegExp(`type: '${kind}'`).test(sent))).toEqual([]);
});
