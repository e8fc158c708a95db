/** No kind of effect stands ready for nobody. Of messages, test/contracts/message-kinds.test.ts says the same. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { EFFECT_KINDS } from './kinds/index.ts';

function handlers(folder: string): string[] {
  return readdirSync(join(import.meta.dirname, '..', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|\/)test-|\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(import.meta.dirname, '..', folder, name), 'utf8'));
}

const variableOf = (kind: string) => kind.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

it('every kind of effect is intended by a handler', () => {
  const code = ['admin', 'agents', 'comments', 'plans', 'site', 'tasks', 'workflows'].flatMap(handlers).join('\n');
  const kinds = EFFECT_KINDS.map(({ kind }) => kind);
  expect(kinds.filter((kind) => !code.includes(`${variableOf(kind)}.intend(`))).toEqual([]);
});
