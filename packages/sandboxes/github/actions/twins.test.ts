/** Of two dispatches of one correlation id exactly one deploys, however they come to meet. */
import { describe, expect, it } from 'vitest';
import { type TestGitHub, testGitHub } from '../test-github.ts';

const AT_ONCE = { seconds: 0, queuedSeconds: 0 };
const HELD = { seconds: 1_000_000, queuedSeconds: 0 };
const QUEUED = { seconds: 0, queuedSeconds: 1_000_000 };

type Github = TestGitHub['github'];
const dispatch = (github: Github, wish: Parameters<Github['nextRun']>[0], id = 'c-1') => {
  github.nextRun(wish);
  return github.startWorkflow('client-deploy.yml', { correlation_id: id, requester: 'ada' });
};
const statusOf = (github: Github, id: number) =>
  github.workflowRuns().find((run) => run.id === id)?.attempts[0]?.status;

function deploysOf(github: Github): number {
  const twins = github.workflowRuns().filter(({ inputs }) => inputs.correlation_id === 'c-1');
  const steps = twins.flatMap(({ attempts }) => attempts.at(-1)?.jobs[0]?.steps ?? []);
  return steps.filter(({ name, conclusion }) => name === 'S3 sync' && conclusion === 'success').length;
}

/** How the first stands when the second comes, and what happens to it then. */
const MEETINGS: [string, (github: Github) => Promise<void>][] = [
  [
    'the first has ended',
    async (github) => {
      await github.finishRun(dispatch(github, AT_ONCE));
      await github.finishRun(dispatch(github, AT_ONCE));
    },
  ],
  [
    'the first is queued',
    async (github) => {
      const [first, second] = [dispatch(github, QUEUED), dispatch(github, AT_ONCE)];
      await github.finishRun(first);
      await github.finishRun(second);
    },
  ],
  [
    'the first runs',
    async (github) => {
      const [first, second] = [dispatch(github, HELD), dispatch(github, AT_ONCE)];
      await github.finishRun(first);
      await github.finishRun(second);
    },
  ],
  [
    'the first waits for a person, and both wait behind it',
    async (github) => {
      const [first, second] = [dispatch(github, { ...AT_ONCE, approval: true }), dispatch(github, AT_ONCE)];
      github.approveRun(first);
      await github.finishRun(second);
    },
  ],
  [
    'the first is cancelled while it is queued',
    async (github) => {
      const [first, second] = [dispatch(github, QUEUED), dispatch(github, AT_ONCE)];
      github.cancelRun(first);
      await github.finishRun(second);
    },
  ],
  [
    'both wait behind another run',
    async (github) => {
      const other = dispatch(github, HELD, 'other');
      const twins = [dispatch(github, AT_ONCE), dispatch(github, AT_ONCE)];
      await github.finishRun(other);
      for (const twin of twins) await github.finishRun(twin);
    },
  ],
  [
    'the second pushes out the first, where only one may wait',
    async (github) => {
      github.letOneWait();
      const other = dispatch(github, HELD, 'other');
      const [first, second] = [dispatch(github, AT_ONCE), dispatch(github, AT_ONCE)];
      await github.finishRun(first);
      expect([first, second].map((id) => statusOf(github, id))).toEqual(['completed', 'pending']);
      await github.finishRun(other);
      await github.finishRun(second);
    },
  ],
];

describe('of two dispatches of one correlation id exactly one deploys', () => {
  it.each(MEETINGS)('when %s', async (_, meet) => {
    const { github } = await testGitHub();
    await meet(github);
    await github.whenIdle();
    expect(deploysOf(github)).toBe(1);
  });
});
