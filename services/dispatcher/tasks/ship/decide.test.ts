import type { FoundCheck, FoundPullRequest, Requirements } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { decideMerge } from './decide.ts';
import { leftByTurn, redText } from './texts.ts';

const OPEN = { number: 7, url: '', state: 'open', merged: false, draft: false, headSha: 'h1', base: 'main' } as const;
const pull: FoundPullRequest = {
  ...OPEN,
  ...{ headBranch: 'b', isFromFork: false, authorAssociation: 'MEMBER', body: '', updatedAt: 0, askedFor: [] },
};
const unit: FoundCheck = { name: 'unit', is: 'passed' };
const lint: FoundCheck = { name: 'lint', is: 'failed', url: 'https://ci.example.com/lint' };

type Seen = { checks?: FoundCheck[]; isWhole?: boolean; required?: Requirements };

function decided(
  more: Partial<FoundPullRequest>,
  { checks = [], isWhole = true, required }: Seen = {},
  isPatient = true,
) {
  const head = { checks: { checks, isWhole }, reviews: { reviews: [], isWhole: true } };
  return decideMerge({ pull: { ...pull, ...more }, head, ...(required && { required }) }, isPatient, 0);
}

const said = (...given: Parameters<typeof decided>) => {
  const decision = decided(...given);
  return decision.do === 'leave' ? Object.values(leftByTurn(decision.turn)).join(' • ') : decision.do;
};

describe('a pull request', () => {
  it.each(['clean', 'has_hooks'])('that is %s is merged at its head', (mergeableState) => {
    expect(decided({ mergeableState })).toEqual({ do: 'merge', headSha: 'h1', red: [] });
  });

  it('that is not ready is left, and it is said whose turn it is', () => {
    const states = ['dirty', 'behind', 'unstable', 'blocked'];
    expect([
      said({ draft: true }),
      said({ base: 'next', isElsewhere: true }),
      ...states.map((mergeableState) => said({ mergeableState })),
      said({ mergeableState: 'unstable' }, { checks: [unit, lint] }),
      said({ mergeableState: 'blocked' }, { checks: [unit, { ...unit, is: 'pending' }] }),
    ]).toMatchInlineSnapshot(`
      [
        "author’s turn: draft • pull_draft",
        "author’s turn: goes to next, and closes no issue there; have it go to the default branch • pull_elsewhere",
        "author’s turn: conflicts with main • pull_conflict",
        "author’s turn: behind main; update its branch • pull_behind",
        "nobody knows whose turn it is: its checks could not be read; ship again in a minute • pull_not_seen",
        "reviewer’s turn: its base wants a review that nobody was asked for, or a check that has not begun • review_missing",
        "author’s turn: [lint](https://ci.example.com/lint) failed • checks_failed",
        "checks run: 1 is not done; ship again once they are green • checks_running",
      ]
    `);
  });

  it('whose required checks are green is merged, and the others are named', () => {
    const required = { checks: ['unit'], isWhole: true };
    const decision = decided({ mergeableState: 'unstable' }, { checks: [unit, lint], required });
    expect(decision).toEqual({ do: 'merge', headSha: 'h1', red: [lint] });
    expect(redText([lint, unit, unit, unit])).toMatchInlineSnapshot(
      `"⚠️ not green, and not required: [lint](https://ci.example.com/lint), unit, unit and 1 more"`,
    );
    expect(redText([])).toBeUndefined();
  });

  it.each<[string, Requirements | undefined]>([
    ['is not whole', { checks: ['unit'], isWhole: false }],
    ['is nothing', { checks: [], isWhole: true }],
    ['was not reported', { checks: ['unit', 'e2e'], isWhole: true }],
    ['is red', { checks: ['lint'], isWhole: true }],
    ['is not known', undefined],
  ])('of which what is required %s is left with what is red', (_, required) => {
    const seen = { checks: [unit, lint], ...(required && { required }) };
    expect(said({ mergeableState: 'unstable' }, seen)).toContain('[lint](https://ci.example.com/lint) failed');
  });

  it('of which GitHub knows nothing yet is asked about again, and then left', () => {
    expect(said({ mergeableState: 'unknown' })).toBe('ask again');
    expect(said({ mergeableState: 'unknown' }, { checks: [unit] }, false)).toContain('pull_not_seen');
  });

  it('of which GitHub says nothing is merged if every check is green, and all are seen', () => {
    expect(said({}, { checks: [unit] }, false)).toBe('merge');
    expect(said({}, { checks: [unit], isWhole: false }, false)).toContain('pull_not_seen');
    expect(said({}, { checks: [] }, false)).toContain('pull_not_seen');
    expect(said({}, { checks: [lint] }, false)).toContain('checks_failed');
  });

  it('that was closed or merged elsewhere is not merged again', () => {
    expect(said({ state: 'closed' })).toContain('pull_closed');
    expect(said({ state: 'closed', merged: true })).toBe('nothing');
  });
});
