import { describe, expect, it } from 'vitest';
import * as rules from './index.ts';

function twoIssues() {
  const model = rules.emptyModel('acme/web');
  const open = (number: number) =>
    rules.openIssue(model, { id: number * 100, number, title: `Issue ${number}`, author: 'mara', at: 0 });
  return { model, first: open(1), second: open(2) };
}

describe('an issue that waits for another', () => {
  it('is told from both ends, also once that one is closed', () => {
    const { model, first, second } = twoIssues();
    rules.block(second, first, 5);
    rules.closeIssue(first, 'mara', 'completed', 6);
    expect(rules.blockersOf(model, second)).toEqual([first]);
    expect(rules.blockedOn(model, first)).toEqual([second]);
    rules.unblock(second, first, 7);
    expect(rules.blockersOf(model, second)).toEqual([]);
  });

  it('waits neither twice, nor for itself, nor in a circle', () => {
    const { first, second } = twoIssues();
    rules.block(second, first, 5);
    expect(() => rules.block(second, first, 5)).toThrow('Validation Failed');
    expect(() => rules.block(first, first, 5)).toThrow('Validation Failed');
    expect(() => rules.block(first, second, 5)).toThrow('Validation Failed');
    expect(() => rules.unblock(first, second, 5)).toThrow('Not Found');
  });

  it('is found by its database id', () => {
    const { model, first } = twoIssues();
    expect(rules.getIssueById(model, 100)).toBe(first);
    expect(() => rules.getIssueById(model, 1)).toThrow('Not Found');
  });
});
