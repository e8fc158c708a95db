import { describe, expect, it } from 'vitest';
import { type Keys, mayUse, STORE_ACCESS } from './store-access.ts';

describe('what a service may ask the table for', () => {
  it.each<[string, Keys | undefined, string, boolean]>([
    ['nothing where nothing is said', undefined, 'plan#1', false],
    ['what is named', STORE_ACCESS.notifier.change, 'message#reply:1', true],
    ['nothing else', STORE_ACCESS.notifier.change, 'plan#1', false],
    ['nothing that merely has it in its name', STORE_ACCESS.notifier.change, 'plan#message#1', false],
    ['all but what is named', STORE_ACCESS.dispatcher.change, 'a-new-kind#1', true],
    ['and that not', STORE_ACCESS.dispatcher.change, 'message#1', false],
    ['a whole name', STORE_ACCESS.ingress.list, 'plan#open', true],
    ['no longer one', STORE_ACCESS.ingress.list, 'plan#opened', false],
  ])('is %s', (_, keys, key, expected) => {
    expect(mayUse(keys, key)).toBe(expected);
  });
});
