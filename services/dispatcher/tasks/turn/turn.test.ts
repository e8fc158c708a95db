import type { FoundCheck, FoundPullRequest, FoundReview } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { decideTurn } from './decide.ts';
import { turnText } from './texts.ts';

const NOW = Date.UTC(2026, 2, 2, 9);
const OPEN = { number: 7, url: '', state: 'open', merged: false, draft: false, headSha: 'h1', base: 'main' } as const;
const FROM = { headBranch: 'valine/issue-1-x', isFromFork: false, authorAssociation: 'MEMBER', body: '', updatedAt: 0 };
const pull: FoundPullRequest = { ...OPEN, ...FROM, askedFor: [], mergeableState: 'clean' };

type Head = { checks?: FoundCheck[]; reviews?: FoundReview[]; areChecksWhole?: boolean; areReviewsWhole?: boolean };

function turnOf(more: Partial<FoundPullRequest>, head: Head = {}) {
  const { checks = [], reviews = [], areChecksWhole = true, areReviewsWhole = true } = head;
  const found = { checks: { checks, isWhole: areChecksWhole }, reviews: { reviews, isWhole: areReviewsWhole } };
  return decideTurn({ pull: { ...pull, ...more }, head: found }, {}, NOW);
}

const said = (...given: Parameters<typeof turnOf>) => {
  const turn = turnOf(...given);
  return turn === undefined ? 'nothing' : turnText(turn);
};

const url = 'https://github.com/acme/web/runs/1';
const passed: FoundCheck = { name: 'unit', is: 'passed', url };
const failed: FoundCheck = { name: 'end_to_end', is: 'failed', url };
const wanting: FoundReview = { login: 'mara-k', is: 'changes_requested', at: NOW };
const approving: FoundReview = { login: 'lin-t', is: 'approved', at: NOW };

describe('it is the turn of', () => {
  it('the author, as long as there is something to do', () => {
    expect([
      said({ draft: true }, { checks: [failed] }),
      said({ mergeableState: 'unstable' }, { checks: [passed, failed, { ...failed, name: 'lint' }] }),
      said({ mergeableState: 'blocked' }, { reviews: [wanting, approving] }),
      said({ mergeableState: 'dirty' }, { checks: [failed] }),
      said({ mergeableState: 'behind' }),
      said({ base: 'next', isElsewhere: true }),
      said({ state: 'closed' }),
    ]).toMatchInlineSnapshot(`
      [
        "author’s turn: draft",
        "author’s turn: [end\\_to\\_end](https://github.com/acme/web/runs/1) and 1 more failed",
        "author’s turn: changes requested by mara-k",
        "author’s turn: conflicts with main; [end\\_to\\_end](https://github.com/acme/web/runs/1) failed",
        "author’s turn: behind main; update its branch",
        "author’s turn: goes to next, and closes no issue there; have it go to the default branch",
        "author’s turn: closed without a merge; reopen it, or close the issue",
      ]
    `);
  });

  it('the reviewer, once somebody is asked: again too, and since when it was first', () => {
    const first = turnOf({ askedFor: ['mara-k'], mergeableState: 'blocked' }, { reviews: [wanting] });
    expect(first).toEqual({ of: 'reviewer', why: [{ is: 'asked', login: 'mara-k', since: NOW }] });
    const again = decideTurn({ pull: { ...pull, askedFor: ['@web', 'mara-k'] } }, { turn: first }, NOW + 60_000);
    expect(again && turnText(again)).toMatchInlineSnapshot(
      `"reviewer’s turn: @web, asked <t:1772442060:R>; mara-k, asked <t:1772442000:R>"`,
    );
    expect(said({ mergeableState: 'blocked' }, { checks: [passed] })).toMatchInlineSnapshot(
      `"reviewer’s turn: its base wants a review that nobody was asked for, or a check that has not begun"`,
    );
  });

  it('the checks while they run', () => {
    expect(
      said({ mergeableState: 'unstable' }, { checks: [passed, { name: 'lint', is: 'pending' }] }),
    ).toMatchInlineSnapshot(`"checks run: 1 is not done"`);
  });

  it('whoever ships, when it is green, and approved where that was asked for', () => {
    expect(said({}, { checks: [passed], reviews: [approving] })).toMatchInlineSnapshot(`"ready to ship"`);
    expect(turnOf({ mergeableState: 'has_hooks' })).toEqual({ of: 'ship', why: [] });
  });

  it('nobody, once it is merged', () => {
    expect(turnOf({ merged: true, state: 'closed' })).toBeUndefined();
  });
});

describe('what could not be read is not known', () => {
  it.each([
    ['checks', { mergeableState: 'unstable' }, { areChecksWhole: false }],
    ['checks', { mergeableState: 'unstable' }, { checks: [passed] }],
    ['checks', { mergeableState: 'blocked' }, { checks: [passed, { name: 'lint', is: 'unknown' as const }] }],
    ['reviews', {}, { areReviewsWhole: false }],
    ['mergeability', { mergeableState: 'unknown' }, { checks: [passed] }],
    ['mergeability', { mergeableState: 'splendid' }, { checks: [passed] }],
  ] as const)('%s of %j', (what, more, head) => {
    const { checks, ...rest } = { checks: [], ...head };
    expect(turnOf(more, { ...rest, checks: [...checks] })).toEqual({ of: 'unknown', why: [{ is: 'unseen', what }] });
  });

  it('but GitHub’s own word that all is green is one', () => {
    expect(turnOf({ mergeableState: 'clean' }, { areChecksWhole: false })).toEqual({ of: 'ship', why: [] });
  });

  it('and who is asked, where GitHub does not tell it', () => {
    const { askedFor: _, ...untold } = pull;
    const head = { checks: { checks: [], isWhole: true }, reviews: { reviews: [], isWhole: true } };
    expect(decideTurn({ pull: untold, head }, {}, NOW)?.of).toBe('unknown');
  });
});
