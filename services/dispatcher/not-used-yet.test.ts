/** What stands ready for work that is to come: named here, so that nothing else goes unused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DispatchMessage } from '@valine/contracts';
import { expect, it } from 'vitest';
import { EFFECT_KINDS } from './effects/kinds/index.ts';
import { testDispatcher } from './test-dispatcher.ts';

/** For variables and secrets of the repository. */
const KINDS_OF_LATER = ['set-secret', 'set-variable'];

function handlers(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)test-|\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, folder, name), 'utf8'));
}

const variableOf = (kind: string) => kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

it('every kind of effect is intended by a handler, except those of later work', () => {
  const code = [...handlers('plans'), ...handlers('tasks'), ...handlers('workflows')].join('\n');
  const kinds = EFFECT_KINDS.map(({ kind }) => kind);
  expect(kinds.filter((kind) => !code.includes(`${variableOf(kind)}.intend(`)).sort()).toEqual(KINDS_OF_LATER);
});

const occurrence = { id: 'd1', repository: 'acme/web', sender: 'grace', receivedAt: 1, action: 'created' };

it.each<DispatchMessage>([
  { ...occurrence, type: 'issue.commented', number: 1, commentId: 2, body: 'x', authorAssociation: 'OWNER' },
])('$type is taken and changes nothing yet', async (event) => {
  const { take, queues, store, logger } = testDispatcher();
  await take(event);
  expect([queues.sent.length, store.writes]).toEqual([0, 0]);
  expect(logger.lines).toMatchObject([{ level: 'debug', fields: { type: event.type } }]);
});
