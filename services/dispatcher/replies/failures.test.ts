import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import { RecordTooLarge } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { shown, testDispatcher } from '../test-dispatcher.ts';
import { decideFailure } from './decide-failure.ts';

describe('when GitHub does not answer', () => {
  it('the person is told once, and the request comes back later', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(2);
    const request = dispatcher.requested('plan');
    await expect(dispatcher.take(request)).rejects.toThrow(RetryLater);
    await expect(dispatcher.take(request, 1)).rejects.toThrow(RetryLater);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('GitHub does not answer right now');
    expect(dispatcher.queues.sent).toHaveLength(1);
    await dispatcher.take(request, 2);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('Plan plan-');
  });

  it('the person is told when we stop trying', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(1);
    const request = dispatcher.requested('plan');
    dispatcher.clock.advance(10 * 60_000);
    await dispatcher.take(request, 9);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('reason_code: github_unavailable');
  });

  it('a refusal is told at once and never retried', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(1, new GitHubError({ operation: 'list issues', reason: 'unauthorized', status: 401 }));
    expect(await dispatcher.command('plan')).toMatchInlineSnapshot(`
      "🔴 GitHub refused the request (401). Whoever runs this installation should check that the token or App may read issues and Actions of the repository.
      -# reason_code: github_refused"
    `);
  });

  it('a refusal with a cause of its own is told with what to do about that', async () => {
    const dispatcher = testDispatcher();
    const advice = 'Have the address allowed.';
    const failure = { operation: 'list issues', reason: 'forbidden', status: 403, advice } as const;
    dispatcher.github.failNext(1, new GitHubError(failure));
    expect(await dispatcher.command('plan')).toContain(advice);
  });
});

it('a record that would be too large is refused with a reason, and not tried again', async () => {
  const dispatcher = testDispatcher();
  const plan = await dispatcher.planned();
  const { replace } = dispatcher.store;
  dispatcher.store.replace = (previous, next) =>
    next.kind === 'plan' ? Promise.reject(new RecordTooLarge()) : replace(previous, next);
  expect(await dispatcher.press('approve', plan)).toMatchInlineSnapshot(`
    "🔴 What is kept of it would become too large, so nothing was done. Begin a new plan with \`/plan\`, or run the command anew.
    -# reason_code: record_full"
  `);
});

describe('how long to wait for GitHub', () => {
  it.each([
    [0, 5],
    [1, 10],
    [2, 20],
    [9, 60],
  ])('after %i waits it is %i seconds', (waits, seconds) => {
    expect(decideFailure({ reason: 'unavailable' }, 0, 0, waits)).toEqual({ kind: 'wait', seconds });
  });

  it('is what GitHub asks for, when it asks', () => {
    const failure = { reason: 'rate_limited', retryAfterSeconds: 42.2 } as const;
    expect(decideFailure(failure, 0, 0, 0)).toEqual({ kind: 'wait', seconds: 43 });
    expect(decideFailure({ ...failure, retryAfterSeconds: 3600 }, 0, 0, 0)).toEqual({ kind: 'limited', minutes: 60 });
  });
});

describe('when something unforeseen breaks', () => {
  it('the person is told, and the message goes back to the queue', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(1, new TypeError('a bug'));
    const request = dispatcher.requested('plan');
    await expect(dispatcher.take(request)).rejects.toThrow('a bug');
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('Something went wrong on our side');
  });

  it('the person learns on the last try that an operator has to act, and still gets the answer of a redrive', async () => {
    const dispatcher = testDispatcher();
    dispatcher.github.failNext(1, new TypeError('a bug'));
    const request = dispatcher.requested('plan');
    await expect(dispatcher.take(request, 0, 8)).rejects.toThrow('a bug');
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('reason_code: internal');
    await dispatcher.take(request);
    expect(shown(dispatcher.queues.sent, `reply:${request.id}`)).toContain('Plan plan-');
  });

  it('a command of another version is refused, not retried', async () => {
    const dispatcher = testDispatcher();
    expect(await dispatcher.command('of-tomorrow')).toContain('reason_code: unknown');
    expect(await dispatcher.press('of-tomorrow', 'x')).toContain('reason_code: unknown');
  });
});
