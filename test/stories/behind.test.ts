/** Branches that have to be up to date: whoever ships has nothing to do about them. */
import { describe, expect, it } from 'vitest';
import { lineOf, onGitHub, readyTwo, type TwoTasks, threadSays } from './support/two-tasks.ts';

const MINUTE_MS = 60_000;
const MERGED = 'closed, no pull request';

const requests = ({ github }: TwoTasks, pattern: RegExp) =>
  github.requests().filter((request) => pattern.test(request));
const updates = (two: TwoTasks) => requests(two, /^PUT .*\/update-branch$/);

/** `main` asks for one check and wants branches to be up to date; both tasks are ready, and `main` goes on. */
async function behindTwo(settings: { updatesBranches: boolean }): Promise<TwoTasks> {
  const two = await readyTwo({ settings });
  two.github.protectMain({ requiredApprovals: 0, requiredChecks: ['unit tests'], upToDate: true });
  two.github.pushCommit('Work of others');
  await two.wait(MINUTE_MS);
  return two;
}

describe('two branches that are behind', () => {
  it('are brought up to date one after the other, checked anew, and merged', async () => {
    const two = await behindTwo({ updatesBranches: true });
    await two.chat.command(`/ship run_id:${two.run}`);
    await two.wait(2 * MINUTE_MS);
    expect(updates(two)).toHaveLength(1);
    expect(lineOf(two, two.first)).toContain('brought up to date with main: merged once it is green');
    expect(lineOf(two, two.second)).toContain('behind main: brought up to date after the others');
    two.github.reportChecks(two.first, 'pass', 'unit tests');
    await two.wait(5 * MINUTE_MS);
    expect(onGitHub(two, two.first)).toBe(MERGED);
    expect(updates(two)).toHaveLength(2);
    two.github.reportChecks(two.second, 'pass', 'unit tests');
    await two.wait(5 * MINUTE_MS);
    expect(onGitHub(two, two.second)).toBe(MERGED);
    expect(two.chat.answer()).toContain('2 closed');
    expect(requests(two, /^PUT .*\/merge$/)).toHaveLength(2);
    const [first, second, end] = two.chat.thread().slice(-3);
    expect([first, second]).toEqual([expect.stringContaining('1/2 merged'), expect.stringContaining('2/2 merged')]);
    expect(end).toContain('The plan has ended');
  });

  it('are left with whose turn it is where they are not green then, and whoever shipped is told', async () => {
    const two = await behindTwo({ updatesBranches: true });
    await two.chat.command(`/ship run_id:${two.run}`);
    await two.wait(2 * MINUTE_MS);
    two.github.reportChecks(two.first, 'fail', 'unit tests');
    await two.wait(5 * MINUTE_MS);
    two.github.reportChecks(two.second, 'pass', 'unit tests');
    await two.wait(5 * MINUTE_MS);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual(['open, in-progress, pull request', MERGED]);
    expect(two.chat.answer()).toContain('reason_code: checks_failed');
    expect(two.chat.message('Not everything of')).toContain('your `/ship` asks whether to end it');
    expect(threadSays(two, 'unit tests')).toHaveLength(1);
  });

  it('are left to their authors where nobody has switched it on', async () => {
    const two = await behindTwo({ updatesBranches: false });
    await two.chat.command(`/ship run_id:${two.run}`);
    await two.wait(2 * MINUTE_MS);
    expect(two.chat.answer()).toContain('reason_code: pull_behind');
    expect(updates(two)).toEqual([]);
    expect(threadSays(two, 'behind main')).toHaveLength(0);
  });
});
