import type { CollaboratorPermission, FoundReview } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { turnText } from '../turn/texts.ts';
import { type ApprovalRule, type FourEyesRule, missingApprovals, missingEyes } from './decide.ts';

const HEAD = 'h2';
const ADA = { name: 'Ada', login: 'ada-l' };
const UNKNOWN = { name: 'Sam' };
const RULE: ApprovalRule = { needed: 1, logins: ['claude-code'], givers: [ADA] };

const approved = (login: string, more: Partial<FoundReview> = {}): FoundReview => ({
  ...{ login, isPerson: true, is: 'approved', headSha: HEAD, at: 0 },
  ...more,
});
const MARA = approved('mara-k');
const JONAS = approved('jonas-w');
const GIVER = approved('Ada-L');

type Given = {
  reviews?: FoundReview[];
  isWhole?: boolean;
  may?: Record<string, CollaboratorPermission | undefined>;
  rule?: Partial<ApprovalRule>;
};

function missing({ reviews = [], isWhole = true, rule = {}, ...given }: Given) {
  return missingApprovals(HEAD, { reviews, isWhole }, permissionsOf(reviews, given), { ...RULE, ...rule });
}

/** Everybody may write unless told otherwise. */
function permissionsOf(reviews: readonly FoundReview[], { may = {} }: Given) {
  return new Map(reviews.map(({ login }) => [login, Object.hasOwn(may, login) ? may[login] : 'write'] as const));
}

describe('what an agent wrote is merged', () => {
  it.each<[string, Given]>([
    ['once somebody else approves its head', { reviews: [MARA] }],
    ['once an administrator does', { reviews: [MARA], may: { 'mara-k': 'admin' } }],
    ['by who gave the task and one more', { reviews: [GIVER, MARA] }],
    ['by as many as are wanted', { reviews: [MARA, JONAS], rule: { needed: 2 } }],
    ['by two, where nobody knows which login who gave it has', { reviews: [MARA, JONAS], rule: { givers: [UNKNOWN] } }],
    ['by two who gave it both', { reviews: [GIVER, MARA], rule: { givers: [ADA, { name: 'M', login: 'mara-k' }] } }],
    ['by one, where nobody gave it', { reviews: [MARA], rule: { givers: [] } }],
    ['although others want changes', { reviews: [MARA, approved('lin-t', { is: 'changes_requested' })] }],
  ])('%s', (_, given) => expect(missing(given)).toBeUndefined());
});

describe('what an agent wrote is not merged', () => {
  it.each<[string, Given, number, number]>([
    ['without an approval', {}, 0, 1],
    ['by an approval of an earlier head', { reviews: [approved('mara-k', { headSha: 'h1' })] }, 0, 1],
    ['by one of which nobody knows the head', { reviews: [{ ...MARA, headSha: undefined as never }] }, 0, 1],
    ['by one that was dismissed', { reviews: [approved('mara-k', { is: 'dismissed' })] }, 0, 1],
    ['by who wants changes now', { reviews: [approved('mara-k', { is: 'changes_requested' })] }, 0, 1],
    ['by a program', { reviews: [approved('dependabot[bot]', { isPerson: false })] }, 0, 1],
    ['by who may be a program', { reviews: [{ login: 'mara-k', is: 'approved', headSha: HEAD, at: 0 }] }, 0, 1],
    ['by an agent that has an account of a person', { reviews: [approved('Claude-Code')] }, 0, 1],
    ['by who may only read', { reviews: [MARA], may: { 'mara-k': 'read' } }, 0, 1],
    ['by who may do nothing', { reviews: [MARA], may: { 'mara-k': 'none' } }, 0, 1],
    ['by fewer than are wanted', { reviews: [MARA], rule: { needed: 2 } }, 1, 2],
    ['by one, where nobody knows who gave it', { reviews: [MARA], rule: { givers: [ADA, UNKNOWN] } }, 1, 2],
    ['by who gave it alone', { reviews: [GIVER] }, 1, 2],
    ['by one of two who gave it', { reviews: [MARA], rule: { givers: [ADA, { name: 'M', login: 'mara-k' }] } }, 1, 2],
    ['without an approval, whatever is configured', { rule: { needed: 0 } }, 0, 1],
  ])('%s', (_, given, have, needed) => {
    expect(missing(given)).toMatchObject({ have, needed });
    expect(missing(given)).not.toHaveProperty('isUnseen');
  });

  it.each<[string, Given]>([
    ['where not all reviews were seen', { reviews: [MARA, JONAS], isWhole: false }],
    ['where nobody knows what who approved may do', { reviews: [MARA], may: { 'mara-k': undefined } }],
  ])('%s', (_, given) => expect(missing(given)).toMatchObject({ have: 0, needed: 1, isUnseen: true }));
});

it('is said as what has to be done, and by whom', () => {
  const said = (given: Given) => {
    const reason = missing(given);
    return reason && turnText({ of: 'reviewer', why: [reason] });
  };
  expect([
    said({}),
    said({ reviews: [MARA], rule: { needed: 2 } }),
    said({ reviews: [GIVER] }),
    said({ reviews: [MARA], rule: { givers: [{ name: '*Sam*' }] } }),
    said({ reviews: [MARA], may: { 'mara-k': undefined } }),
    turnText({ of: 'reviewer', why: [{ is: 'runs wait', check: 'CI', url: 'https://github.com/r/1', count: 1 }] }),
    turnText({ of: 'reviewer', why: [{ is: 'runs wait', check: 'CI', count: 3 }] }),
  ]).toMatchInlineSnapshot(`
    [
      "reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access",
      "reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access",
      "reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access besides Ada, who gave it the task",
      "reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access; fewer, once GITHUB\\_LOGINS tells which login \\*Sam\\* has, who gave it the task",
      "reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access; some approvals could not be read",
      "reviewer’s turn: its workflow run [CI](https://github.com/r/1) waits for a person: look at what it changes, then let it run on GitHub",
      "reviewer’s turn: its workflow run CI and 2 more wait for a person: look at what they change, then let them run on GitHub",
    ]
  `);
});

describe('with FOUR_EYES', () => {
  const EYES: FourEyesRule = { logins: ['claude-code'], writers: ['ada-l'], unknown: 0 };
  const lacking = ({ reviews = [], isWhole = true, ...given }: Given, rule: Partial<FourEyesRule> = {}) =>
    missingEyes(HEAD, { reviews, isWhole }, permissionsOf(reviews, given), { ...EYES, ...rule });

  it.each<[string, Given, Partial<FourEyesRule>]>([
    ['somebody else has approved', { reviews: [MARA] }, {}],
    ['who wrote it has approved too', { reviews: [GIVER, MARA] }, {}],
    ['two have, where nobody knows who wrote some of it', { reviews: [MARA, JONAS] }, { unknown: 1 }],
  ])('nothing is missing once %s', (_, given, rule) => expect(lacking(given, rule)).toBeUndefined());

  it.each<[string, Given, Partial<FourEyesRule>]>([
    ['nobody', {}, {}],
    ['who wrote it alone, however their login is written', { reviews: [GIVER] }, {}],
    ['one, where nobody knows who wrote some of it', { reviews: [MARA] }, { unknown: 1 }],
    ['two, where nobody knows two who wrote some of it', { reviews: [MARA, JONAS] }, { unknown: 2 }],
    ['two, one of whom wrote it, where others did too', { reviews: [GIVER, MARA] }, { unknown: 1 }],
    ['an agent', { reviews: [approved('claude-code')] }, {}],
    ['somebody of an earlier head', { reviews: [approved('mara-k', { headSha: 'h1' })] }, {}],
    ['somebody who may only read', { reviews: [MARA], may: { 'mara-k': 'read' } }, {}],
    ['somebody, of whom nobody knows what they may do', { reviews: [MARA], may: { 'mara-k': undefined } }, {}],
    ['some, not all of whom were seen', { reviews: [MARA], isWhole: false }, {}],
  ])('something is missing where %s has approved', (_, given, rule) => {
    expect(lacking(given, rule)).toMatchObject({ is: 'four eyes' });
  });

  it('is said as what has to be done, and by whom', () => {
    const said = (given: Given, rule: Partial<FourEyesRule> = {}) => {
      const reason = lacking(given, rule);
      return reason && turnText({ of: 'reviewer', why: [reason] });
    };
    expect([
      said({}),
      said({ reviews: [GIVER] }),
      said({ reviews: [MARA], may: { 'mara-k': undefined } }, { unknown: 1 }),
      said({ reviews: [MARA] }, { unknown: 2, hasAddress: true }),
    ]).toMatchInlineSnapshot(`
      [
        "reviewer’s turn: an approval of this head is needed, by somebody with write access who did not write it",
        "reviewer’s turn: an approval of this head is needed, by somebody with write access who did not write it; Ada-L wrote it",
        "reviewer’s turn: 2 approvals of this head are needed, by people with write access who did not write it: who wrote some of it is not known; some approvals could not be read",
        "reviewer’s turn: 3 approvals of this head are needed, by people with write access who did not write it: who wrote some of it is not known; add the commit’s address to the author’s GitHub account, then ship again",
      ]
    `);
  });
});
