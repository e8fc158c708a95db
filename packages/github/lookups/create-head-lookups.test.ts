import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';
import { fromAskedFor } from './create-head-lookups.ts';

const NINE = '2026-03-02T09:00:00Z';
const url = 'https://github.com/acme/web/x';

/** `runs` and `statuses`: one list for each page. */
function connectWith({ runs = [[]], statuses = [[]] }: { runs?: unknown[][]; statuses?: unknown[][] }) {
  return connectTo(({ path }) => {
    const page = Number(/[?&]page=(\d+)/.exec(path)?.[1]) - 1;
    return path.includes('/check-runs') ? { body: { check_runs: runs[page] } } : { body: { statuses: statuses[page] } };
  });
}

const hundred = (entry: object) => Array.from({ length: 100 }, (_, index) => ({ ...entry, name: `check ${index}` }));
const passed = { status: 'completed', conclusion: 'success' };

describe('the checks of a head', () => {
  it('are its check runs and its statuses, in one word each', async () => {
    const runs = [
      { name: 'unit', ...passed, html_url: url },
      { name: 'lint', status: 'completed', conclusion: 'timed_out', details_url: url },
      { name: 'e2e', status: 'in_progress', conclusion: null },
    ];
    const { lookups, requested } = await connectWith({
      runs: [runs],
      statuses: [[{ context: 'coverage', state: 'error', target_url: url }]],
    });
    expect(await lookups.checksOf('h1')).toEqual({
      checks: [
        { name: 'unit', is: 'passed', url },
        { name: 'lint', is: 'failed', url },
        { name: 'e2e', is: 'pending' },
        { name: 'coverage', is: 'failed', url },
      ],
      isWhole: true,
    });
    expect(requested()).toEqual([
      'GET /repos/acme/web/commits/h1/check-runs?per_page=100&page=1',
      'GET /repos/acme/web/commits/h1/status?per_page=100&page=1',
    ]);
  });

  it('are unknown where GitHub says what nobody has heard of, or nothing', async () => {
    const runs = [{ name: 'unit', status: 'completed', conclusion: 'splendid' }, { status: 'completed' }, 7];
    const { lookups } = await connectWith({ runs: [runs] });
    expect((await lookups.checksOf('h1')).checks.map(({ is }) => is)).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('are read in pages', async () => {
    const { lookups } = await connectWith({ runs: [hundred(passed), [{ name: 'last', ...passed }]] });
    expect(await lookups.checksOf('h1')).toMatchObject({ checks: { length: 101 }, isWhole: true });
  });

  it('are not whole where there are more than are read', async () => {
    const { lookups } = await connectWith({ runs: Array.from({ length: 9 }, () => hundred(passed)) });
    expect(await lookups.checksOf('h1')).toMatchObject({ checks: { length: 500 }, isWhole: false });
  });

  it('are not whole where some may not be seen', async () => {
    const { lookups } = await connectTo(({ path }) =>
      path.includes('/status')
        ? { body: { statuses: [{ context: 'coverage', state: 'success' }] } }
        : { status: 403, body: { message: 'Resource not accessible by integration' } },
    );
    expect(await lookups.checksOf('h1')).toEqual({ checks: [{ name: 'coverage', is: 'passed' }], isWhole: false });
  });

  it('are not told where GitHub does not answer, or not as GitHub does', async () => {
    for (const answer of [{ status: 502, body: 'Bad gateway' }, { body: { check_runs: 'none' } }]) {
      const { lookups } = await connectTo(answer);
      expect(await failureOf(lookups.checksOf('h1'))).toMatchObject({ reason: 'unavailable' });
    }
  });
});

describe('the reviews of a pull request', () => {
  const by = (login: string, state: string, type = 'User') => ({
    user: { login, type },
    state,
    commit_id: 'h1',
    submitted_at: NINE,
  });

  it('are what everybody has last judged', async () => {
    const { lookups, requested } = await connectTo({
      body: [
        by('mara-k', 'CHANGES_REQUESTED'),
        by('jonas-w', 'APPROVED'),
        by('mara-k', 'APPROVED'),
        by('mara-k', 'COMMENTED'),
        by('lin-t', 'DISMISSED'),
        by('claude[bot]', 'APPROVED', 'Bot'),
        by('sam', 'APPROVED', ''),
        { ...by('', 'APPROVED'), user: null },
      ],
    });
    const seen = { headSha: 'h1', at: Date.parse(NINE) };
    const reviews = [
      { login: 'mara-k', isPerson: true, is: 'approved', ...seen },
      { login: 'jonas-w', isPerson: true, is: 'approved', ...seen },
      { login: 'lin-t', isPerson: true, is: 'dismissed', ...seen },
      { login: 'claude[bot]', isPerson: false, is: 'approved', ...seen },
      { login: 'sam', isPerson: false, is: 'approved', ...seen },
      { login: 'ghost', isPerson: false, is: 'approved', ...seen },
    ];
    expect(await lookups.reviewsOf(7)).toEqual({ reviews, isWhole: true });
    expect(requested()).toEqual(['GET /repos/acme/web/pulls/7/reviews?per_page=100&page=1']);
  });

  it('are not whole where one cannot be read', async () => {
    const { lookups } = await connectTo({ body: [by('mara-k', 'APPROVED'), { user: null }] });
    expect(await lookups.reviewsOf(7)).toMatchObject({ reviews: [{ login: 'mara-k' }], isWhole: false });
  });

  it('are not whole where they may not be seen', async () => {
    const { lookups } = await connectTo({ status: 403, body: { message: 'Resource not accessible by integration' } });
    expect(await lookups.reviewsOf(7)).toEqual({ reviews: [], isWhole: false });
  });
});

it('people and teams are asked for a review, or nobody knows who', () => {
  const requested_reviewers = [{ login: 'mara-k' }, {}];
  expect(fromAskedFor({ requested_reviewers, requested_teams: [{ slug: 'web' }] })).toEqual({
    askedFor: ['mara-k', '@web'],
  });
  expect(fromAskedFor({})).toEqual({});
});

describe('what a branch requires', () => {
  const rule = (...contexts: string[]) => ({
    type: 'required_status_checks',
    parameters: { required_status_checks: contexts.map((context) => ({ context })) },
  });
  const protection = (more: object) => ({ protected: true, protection: { required_status_checks: more } });

  function requires(rules: StubResponse, branch: object = { protected: false }) {
    return connectTo(({ path }) => (path.includes('/rules/') ? rules : { body: branch }));
  }

  it('stands in its protection, and in rules', async () => {
    const branch = protection({ contexts: ['unit'], checks: [{ context: 'unit' }, { context: 'e2e' }] });
    const { lookups, requested } = await requires({ body: [rule('lint', 'unit'), { type: 'deletion' }] }, branch);
    expect(await lookups.requirementsOf('main')).toEqual({ checks: ['lint', 'unit', 'e2e'], isWhole: true });
    expect(requested()).toEqual([
      'GET /repos/acme/web/rules/branches/main?per_page=100&page=1',
      'GET /repos/acme/web/branches/main',
    ]);
  });

  it('is nothing where it is not protected', async () => {
    expect(await (await requires({ body: [] })).lookups.requirementsOf('main')).toEqual({ checks: [], isWhole: true });
  });

  it.each<[string, StubResponse, object]>([
    ['rules may not be read', { status: 403, body: { message: 'Resource not accessible' } }, { protected: false }],
    ['there are no rules', { status: 404, body: { message: 'Not Found' } }, { protected: false }],
    ['its protection is not told', { body: [] }, { protected: true }],
  ])('is not whole where %s', async (_, rules, branch) => {
    expect((await (await requires(rules, branch)).lookups.requirementsOf('main')).isWhole).toBe(false);
  });
});
