/** A base whose merges go through a queue: whoever ships has nothing to do about it, and hears what the queue does. */
import { describe, expect, it } from 'vitest';
import { lineOf, onGitHub, readyTwo, type TwoTasks, threadSays } from './support/two-tasks.ts';

const MINUTE_MS = 60_000;
const MERGED = 'closed, no pull request';
const OPEN = 'open, in-progress, pull request';

const requests = ({ github }: TwoTasks, pattern: RegExp) =>
  github.requests().filter((request) => pattern.test(request));

/** Both tasks are ready, and somebody ships. */
async function queuedTwo(approvals = 1): Promise<TwoTasks> {
  const two = await readyTwo();
  two.github.protectMain({ requiredApprovals: approvals, requiredChecks: ['unit tests'], mergeQueue: true });
  await two.wait(MINUTE_MS);
  await two.chat.command(`/ship run_id:${two.run}`);
  await two.wait(2 * MINUTE_MS);
  return two;
}

describe('two pull requests, where main has a merge queue', () => {
  it('are put into it, and the plan ends once it has merged them', async () => {
    const two = await queuedTwo();
    for (const task of [two.first, two.second])
      expect(lineOf(two, task)).toContain('in the merge queue of main: merged once its turn comes');
    two.github.mergePull(two.first);
    two.github.mergePull(two.second);
    await two.wait(MINUTE_MS);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([MERGED, MERGED]);
    expect(two.chat.answer()).toContain('2 closed');
    expect(two.chat.answer()).toContain('merged by github-merge-queue');
    expect(two.chat.thread().at(-1)).toContain('The plan has ended');
    expect(threadSays(two, '⏏️')).toEqual([]);
  });

  it('are followed where no webhook tells of anything', async () => {
    const two = await queuedTwo();
    two.github.loseAllWebhooks(true);
    two.github.mergePull(two.second);
    two.github.dequeuePull(two.first, 'checks');
    await two.wait(3 * MINUTE_MS);
    expect([onGitHub(two, two.first), onGitHub(two, two.second)]).toEqual([OPEN, MERGED]);
    expect(two.chat.answer()).toContain('reason_code: dequeued');
    expect(threadSays(two, 'out of the merge queue of main: its checks failed there')).toHaveLength(1);
  });

  it('are told of where one is taken out, and shipped again', async () => {
    const two = await queuedTwo();
    two.github.dequeuePull(two.first, 'conflict');
    two.github.mergePull(two.second);
    await two.wait(MINUTE_MS);
    expect(two.chat.answer()).toContain('1 of 2 tasks');
    expect(two.chat.answer()).toContain('out of the merge queue of main: it conflicts with what was merged before it');
    expect(threadSays(two, '⏏️')).toHaveLength(1);
    expect(lineOf(two, two.first)).toContain('⚠️ out of the merge queue of main: it conflicts');
    expect(two.chat.message('Not everything of')).toContain('your `/ship` asks whether to end it');
    await two.chat.command(`/ship run_id:${two.run}`);
    await two.wait(2 * MINUTE_MS);
    two.github.mergePull(two.first);
    await two.wait(MINUTE_MS);
    expect(two.chat.answer()).toContain('2 closed');
    expect(requests(two, /^POST \/graphql$/).length).toBeLessThan(20);
    expect(two.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('are left with GitHub’s reason where it does not take them', async () => {
    const two = await queuedTwo(2);
    expect(two.chat.answer()).toContain(
      'GitHub did not put it into the merge queue: At least 2 approving reviews are required',
    );
    expect(two.chat.answer()).toContain('reason_code: queue_refused');
    expect(requests(two, /^PUT .*\/merge$/)).toEqual([]);
    expect(threadSays(two, 'told by GitHub')).toEqual([]);
  });
});
