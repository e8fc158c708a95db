/** Each thing that keeps a task from beginning, as a team sees it in Discord and on GitHub: the other task is not harmed. */
import { describe, expect, it } from 'vitest';
import { openTeam } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';
import { begin, lineOf, onGitHub, proposedTwo, type TwoTasks, threadSays } from './support/two-tasks.ts';

const BEGUN = 'open, in-progress, pull request';
const UNTOUCHED = 'open, ready, no pull request';

type Refused = {
  what: string;
  given(two: TwoTasks): void;
  /** On the line of the card. */
  line: string;
  /** In the thread, with what to do. */
  says: string;
  code: string;
  /** The first issue, as it is left. */
  left?: string;
};

describe('one task cannot begin, the other does', () => {
  it.each<Refused>([
    {
      what: 'its branch is there already, at another commit',
      given: ({ github, first }) => github.pushBranch(branchOf(first)),
      line: 'could not create branch',
      says: 'Delete it, or say that it is the one',
      code: 'branch_taken',
    },
    {
      what: 'a ruleset lets nobody create a branch of that name',
      given: ({ github, first }) => github.forbid({ restrictedBranches: `valine/issue-${first}` }),
      line: 'could not create branch',
      says: 'put the identity of this installation on its bypass list',
      code: 'ruleset_forbids',
    },
    {
      what: 'the conversation of its issue is locked: there is no comment, and everything else',
      given: ({ github, first }) => github.lock(first),
      line: 'could not comment',
      says: 'Unlock its conversation',
      code: 'issue_locked',
      left: BEGUN,
    },
  ])('$what ($code)', async ({ given, line, says, code, left = UNTOUCHED }) => {
    const two = await proposedTwo();
    given(two);
    await begin(two);
    expect(lineOf(two, two.first)).toContain(line);
    expect(threadSays(two, says)).toEqual([expect.stringContaining(`reason_code: ${code}`)]);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([left, BEGUN]);
    expect(lineOf(two, two.second)).not.toContain('⚠️');
  });
});

/** As GitHub shows it for the backlog of the stories. */
function branchOf(number: number): string {
  return `valine/issue-${number}-checkout-charges-shipping-twice-when`;
}

describe('no task can begin, which is said once', () => {
  it.each<Refused & { mend(two: TwoTasks): void }>([
    {
      what: 'the repository is archived',
      given: ({ github }) => github.archive(true),
      mend: ({ github }) => github.archive(false),
      line: 'not begun: the repository is archived',
      says: 'unarchive it',
      code: 'repository_archived',
    },
    {
      what: 'its pull requests are switched off',
      given: ({ github }) => github.forbid({ withoutPullRequests: true }),
      mend: ({ github }) => github.forbid({ withoutPullRequests: false }),
      line: 'not begun: the repository has no pull requests',
      says: 'switch them on',
      code: 'pull_requests_off',
    },
    {
      what: 'nobody has pushed to it yet',
      given: ({ github }) => github.emptyRepository(),
      mend: ({ github }) => github.pushCommit('First'),
      line: 'not begun: the repository has no commit',
      says: 'push one to its default branch',
      code: 'no_commit_yet',
    },
  ])('$what ($code); both begin once that is put right', async ({ given, mend, line, says, code }) => {
    const two = await proposedTwo();
    given(two);
    await begin(two);
    expect([lineOf(two, two.first), lineOf(two, two.second)]).toEqual(Array(2).fill(expect.stringContaining(line)));
    expect(threadSays(two, says)).toEqual([expect.stringContaining(`reason_code: ${code}`)]);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([UNTOUCHED, UNTOUCHED]);
    mend(two);
    await two.chat.command(`/status run_id:${two.run}`);
    await two.wait(60_000);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([BEGUN, BEGUN]);
  });

  it('the App lacks a permission (permission_missing): each says which', async () => {
    const two = await proposedTwo();
    two.github.forbid({ lacks: ['contents'] });
    await begin(two);
    const said = threadSays(two, 'Could not create commit');
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('“contents: write”');
    expect(said[0]).toContain('reason_code: permission_missing');
    expect(onGitHub(two, two.first)).toBe(UNTOUCHED);
  });
});

/** Between the approval and its turn, and GitHub's webhook is lost. */
describe('an issue is no longer what was approved when its turn comes: its task ends, and nothing is made for it', () => {
  it.each<{ what: string; change(two: TwoTasks): void; line: string; left: string }>([
    {
      what: 'closed',
      change: ({ github, second }) => github.closeIssue(second, 'completed'),
      line: '✅',
      left: 'closed, ready, no pull request',
    },
    {
      what: 'closed as not planned',
      change: ({ github, second }) => github.closeIssue(second, 'not_planned'),
      line: 'not planned',
      left: 'closed, ready, no pull request',
    },
    {
      what: 'relabelled',
      change: ({ github, second }) => void github.unlabel(second, 'ready'),
      line: 'label “ready” removed',
      left: 'open, no pull request',
    },
    {
      what: 'deleted',
      change: ({ github, second }) => github.deleteIssue(second),
      line: 'issue deleted or moved',
      left: 'gone',
    },
    {
      what: 'transferred',
      change: ({ github, second }) => github.transferIssue(second, 'acme/other'),
      line: 'issue deleted or moved',
      left: 'gone',
    },
  ])('$what', async ({ change, line, left }) => {
    const two = await proposedTwo();
    await two.chat.press('Approve', 'ben');
    two.github.loseAllWebhooks(true);
    change(two);
    await two.wait(60_000);
    expect(lineOf(two, two.second)).toContain(line);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([BEGUN, left]);
    expect(threadSays(two, 'found by comparing with GitHub')).toHaveLength(1);
  });
});

describe('GitHub does not show what blocks an issue', () => {
  /** As for a token that may not read the dependencies of issues. */
  const hiding =
    (hidden: { status: number }): typeof fetch =>
    async (input, init) =>
      hidden.status > 0 && String(input).includes('/dependencies/blocked_by')
        ? Response.json({ message: 'Resource not accessible by integration' }, { status: hidden.status })
        : fetch(input, init);

  it.each([403, 404])('%i: it is planned, waits, and begins once GitHub counts nothing any more', async (status) => {
    const team = await openTeam({ gitHubFetch: hiding({ status }) });
    const { chat, github, wait } = team;
    github.block(5, 11);
    const proposed = await chat.command('/plan limit:2');
    expect(proposed).toContain('⛔ waits for 1 issue that GitHub does not show');
    expect(proposed).toContain('GitHub does not let us see what blocks #5, so nothing begins there');
    const { run } = planIn(proposed);
    const two = { ...team, run, first: 8, second: 5 };
    await begin(two);
    expect([onGitHub(two, 8), onGitHub(two, 5)]).toEqual([BEGUN, UNTOUCHED]);
    expect(chat.thread().at(-1)).toContain('#5 waits for 1 issue that GitHub does not show');
    github.closeIssue(11, 'completed');
    await wait(60_000);
    await chat.command(`/status run_id:${run}`);
    await wait(60_000);
    expect(onGitHub(two, 5)).toBe(BEGUN);
    expect(threadSays(two, 'found by comparing with GitHub')).toHaveLength(1);
  });
});
