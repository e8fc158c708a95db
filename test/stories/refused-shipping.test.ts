/** Each thing that keeps a pull request from being shipped, as a team sees it: the other task is shipped all the same. */
import { describe, expect, it } from 'vitest';
import { lineOf, onGitHub, readyTwo, ship, type TwoTasks } from './support/two-tasks.ts';

const MERGED = 'closed, no pull request';

type Kept = {
  what: string;
  /** What becomes of the first, which is ready. */
  given(two: TwoTasks): void;
  says: string;
  code: string;
  /** And then it is shipped as well. */
  mend(two: TwoTasks): void;
};

const protect = ({ github }: TwoTasks, requiredApprovals: number, requiredChecks: string[] = []) =>
  github.protectMain({ requiredApprovals, requiredChecks });

const KEPT: Kept[] = [
  {
    what: 'it is a draft again',
    given: ({ github, first }) => github.markDraft(first),
    says: 'author’s turn: draft',
    code: 'pull_draft',
    mend: ({ github, first }) => github.markReady(first),
  },
  {
    what: 'a check failed',
    given: ({ github, first }) => github.reportChecks(first, 'fail', 'unit tests'),
    says: 'failed',
    code: 'checks_failed',
    mend: ({ github, first }) => github.reportChecks(first, 'pass', 'unit tests'),
  },
  {
    what: 'a check has not ended',
    given: ({ github, first }) => github.reportChecks(first, 'start', 'unit tests'),
    says: 'checks run: ',
    code: 'checks_running',
    mend: ({ github, first }) => github.reportChecks(first, 'pass', 'unit tests'),
  },
  {
    what: 'somebody wants changes',
    given(two) {
      protect(two, 1);
      two.github.reviewPull(two.first, 'changes', 'jonas-w');
    },
    says: 'author’s turn: changes requested by jonas-w',
    code: 'changes_requested',
    mend: ({ github, first }) => github.reviewPull(first, 'approve', 'jonas-w'),
  },
  {
    what: 'it lacks an approval: a push has taken away what it had',
    given(two) {
      two.github.protectMain({ requiredApprovals: 1, requiredChecks: [], dismissStale: true });
      two.github.pushToPull(two.first);
    },
    says: 'reviewer’s turn: its base wants a review',
    code: 'review_missing',
    mend: ({ github, first }) => github.reviewPull(first, 'approve', 'jonas-w'),
  },
  {
    what: 'its base has changed the same lines',
    given: ({ github, first }) => github.makeConflict(first),
    says: 'author’s turn: conflicts with main',
    code: 'pull_conflict',
    mend: ({ github, first }) => github.pushToPull(first),
  },
  {
    what: 'somebody had it go to another branch',
    given: ({ github, first }) => github.redirectPull(first, 'next'),
    says: 'author’s turn: goes to next, and closes no issue there',
    code: 'pull_elsewhere',
    mend: ({ github, first }) => github.redirectPull(first, 'main'),
  },
  {
    what: 'it was closed, and no webhook told of it',
    given({ github, first }) {
      github.loseAllWebhooks(true);
      github.closeIssue(pullOf(github, first));
    },
    says: 'author’s turn: closed without a merge',
    code: 'pull_closed',
    mend: ({ github, first }) => github.reopen(pullOf(github, first)),
  },
];

/** The pull request that closes the issue. */
function pullOf(github: TwoTasks['github'], issue: number): number {
  const pull = github
    .issues()
    .findLast(({ body, pullRequest }) => pullRequest && body?.startsWith(`Closes #${issue}\n`));
  return pull?.number ?? 0;
}

const merges = ({ github }: TwoTasks) => github.requests().filter((request) => /^PUT .*\/merge$/.test(request));

describe('/ship leaves a pull request, says why and whose turn it is, and merges the other', () => {
  it.each(KEPT)('$what ($code)', async ({ given, says, code, mend }) => {
    const two = await readyTwo();
    given(two);
    await two.wait(60_000);
    const asked = await ship(two);
    expect(asked).toContain('1 of 2 tasks');
    expect(asked).toContain(says);
    expect(asked).toContain(`reason_code: ${code}`);
    expect(onGitHub(two, two.second)).toBe(MERGED);
    expect(lineOf(two, two.first)).not.toContain('✅');
    mend(two);
    await two.wait(60_000);
    expect(await ship(two)).toContain('2 closed');
    expect(onGitHub(two, two.first)).toBe(MERGED);
    expect(merges(two)).toHaveLength(2);
    expect(two.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('GitHub does not show its checks (pull_not_seen): what was not seen is never green', async () => {
    const hidden = { sha: '' };
    const two = await readyTwo({ gitHubFetch: hiding(hidden) });
    protect(two, 0, ['deploy preview']);
    const first = pullOf(two.github, two.first);
    hidden.sha = two.github.issues().find(({ number }) => number === first)?.pullRequest?.headSha ?? '';
    two.github.reportChecks(two.second, 'pass', 'deploy preview');
    await two.wait(60_000);
    const asked = await ship(two);
    expect(asked).toContain('nobody knows whose turn it is: its checks could not be read');
    expect(asked).toContain('reason_code: pull_not_seen');
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual(['open, in-progress, pull request', MERGED]);
    expect(two.chat.thread().at(-1)).toContain('shipped by ada • 1/2 merged');
  });

  it('commits are pushed to it each time it is to be merged (head_moves)', async () => {
    const moving = { push: () => {} };
    const two = await readyTwo({ gitHubFetch: beforeMerges(moving) });
    const first = pullOf(two.github, two.first);
    moving.push = (number?: number) => void (number === first && two.github.pushToPull(first));
    expect(await ship(two)).toContain('author’s turn: commits were pushed to it each time');
    expect(two.chat.answer()).toContain('reason_code: head_moves');
    expect(onGitHub(two, two.second)).toBe(MERGED);
    expect(two.chat.thread().at(-1)).toContain('shipped by ada • 1/2 merged');
  });

  it('the repository does not allow the method (merge_refused): neither is merged, and both say what to do', async () => {
    const two = await readyTwo();
    two.github.forbid({ mergeMethods: ['merge'] });
    const asked = await ship(two);
    expect(asked.match(/Squash merges are not allowed on this repository/g)).toHaveLength(2);
    expect(asked).toContain('set MERGE\\_METHOD to one that the repository allows');
    expect(asked).toContain('reason_code: merge_refused');
    expect(two.chat.thread().at(-1)).toContain('ready to ship');
  });
});

describe('each pull request is merged once', () => {
  it('when somebody else has merged one meanwhile, and no webhook told of it', async () => {
    const two = await readyTwo();
    two.github.loseAllWebhooks(true);
    two.github.mergePull(two.first);
    expect(await ship(two)).toContain('2 closed');
    expect(merges(two)).toHaveLength(1);
    expect(two.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('when two people ship in the same second: one summary, and both are told', async () => {
    const two = await readyTwo();
    const { chat, run, wait } = two;
    const asked = await Promise.all(['ada', 'ben'].map((by) => chat.send(`/ship run_id:${run}`, by)));
    await wait(120_000);
    const answers = asked.map((id) => chat.answerTo(id));
    expect(answers.filter((answer) => answer.includes(`🚀 Shipped ${run} • 2 closed`))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('reason_code: shipping_already'))).toHaveLength(1);
    expect(merges(two)).toHaveLength(2);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([MERGED, MERGED]);
    expect(chat.thread().filter((line) => line.includes('The plan has ended'))).toHaveLength(1);
  });
});

const FORBIDDEN = { message: 'Resource not accessible by integration' };

/** GitHub lets nobody read the checks of the commit. */
function hiding(hidden: { sha: string }): typeof fetch {
  return async (input, init) => {
    const url = String(input);
    if (hidden.sha === '' || !url.includes(`/commits/${hidden.sha}/`)) return fetch(input, init);
    return Response.json(FORBIDDEN, { status: 403 });
  };
}

/** Something happens to a pull request, by its number, right before it is merged. */
function beforeMerges(moving: { push(number?: number): void }): typeof fetch {
  return async (input, init) => {
    const merged = /\/pulls\/(\d+)\/merge$/.exec(String(input))?.[1];
    if (merged !== undefined) moving.push(Number(merged));
    return fetch(input, init);
  };
}
