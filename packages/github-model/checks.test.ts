import { beforeEach, describe, expect, it } from 'vitest';
import * as rules from './index.ts';
import { AT, BY, testPull } from './pulls/test-pull.ts';

let { model, pull, check } = testPull();
beforeEach(() => {
  ({ model, pull, check } = testPull());
});

describe('the checks of a commit', () => {
  const suites = () =>
    rules.checkSuitesOf(model, pull.pullRequest.headSha).map(({ status, conclusion }) => ({ status, conclusion }));

  it('make a suite, which ends with the last and as the worst of them', () => {
    expect(suites()).toEqual([]);
    check('lint', { status: 'queued', conclusion: null });
    expect(suites()).toEqual([{ status: 'queued', conclusion: null }]);
    check('unit', { conclusion: 'failure', suiteId: 10 });
    expect(suites()).toEqual([{ status: 'in_progress', conclusion: null }]);
    check('lint');
    expect(suites()).toEqual([{ status: 'completed', conclusion: 'failure' }]);
    check('unit');
    expect(suites()).toEqual([{ status: 'completed', conclusion: 'success' }]);
  });

  it('have the jobs of workflow runs among them', () => {
    const run = rules.addRun(
      model,
      { file: 'ci.yml', name: 'CI' },
      { id: 1, checkSuiteId: 9, at: AT, event: 'push', inputs: {}, actor: BY, sha: pull.pullRequest.headSha },
    );
    rules.lastAttempt(run).jobs.push({ id: 5, name: 'Build', status: 'in_progress', conclusion: null, steps: [] });
    expect(suites()).toEqual([{ status: 'in_progress', conclusion: null }]);
    expect(rules.checkRunsOf(model, run.sha)).toMatchObject([{ id: 5, name: 'Build', status: 'in_progress' }]);
  });

  it('are pending as long as there is no status', () => {
    expect(rules.combinedStatus(model, 'a1')).toEqual({ state: 'pending', statuses: [] });
  });
});
