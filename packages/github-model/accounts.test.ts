import { describe, expect, it } from 'vitest';
import * as rules from './index.ts';
import { testPull } from './pulls/test-pull.ts';

describe('the commits of a pull request', () => {
  it('are those that its base lacks, the oldest first', () => {
    const { model, pull, pushTo } = testPull();
    pushTo('main', 'Elsewhere');
    pushTo('basket', 'More');
    const messages = rules.commitsOf(model, pull).map((sha) => rules.getCommit(model, sha).message);
    expect(messages).toEqual(['Work', 'More']);
  });

  it('are not those of its base that were merged into it', () => {
    const { model, pull, pushTo } = testPull();
    pushTo('main', 'Elsewhere');
    rules.updateBranch(model, pull, { by: 'bot', at: 0 });
    rules.followBranch(model, 'basket', 0);
    const messages = rules.commitsOf(model, pull).map((sha) => rules.getCommit(model, sha).message);
    expect(messages).toEqual(['Work', "Merge branch 'main' into basket"]);
  });

  it('are none where its head is not known', () => {
    const { model, pull } = testPull();
    pull.pullRequest.headSha = 'gone';
    expect(rules.commitsOf(model, pull)).toEqual([]);
  });
});

it.each([
  ['claude[bot]', true],
  ['Copilot', true],
  ['mara-k', false],
])('%s is a program: %s', (login, is) => expect(rules.isProgram({ programs: ['Copilot'] }, login)).toBe(is));

it.each([
  ['mara-k', true],
  ['claude[bot]', true],
  ['Mara Klein', false],
  ['-', false],
])('%s is a login: %s', (author, is) => expect(rules.isLogin(author)).toBe(is));

it('a run waits for a person before it begins, or in between', () => {
  const { model } = testPull();
  const run = (id: number) =>
    rules.addRun(
      model,
      { file: 'ci.yml', name: 'CI' },
      { id, checkSuiteId: id, event: 'pull_request', inputs: {}, sha: 'h1', actor: 'mara', at: 0 },
    );
  rules.completeRun(run(1), 'action_required', 1);
  rules.lastAttempt(run(2)).status = 'waiting';
  rules.completeRun(run(3), 'success', 1);
  expect(rules.waitingRunsAt(model, 'h1').map(({ id }) => id)).toEqual([2, 1]);
  expect(rules.waitingRunsAt(model, 'h2')).toEqual([]);
});
