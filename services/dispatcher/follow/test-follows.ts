/** For tests: a dispatcher with one follow, and a verifier that says what it sees of it. */
import type { CheckResult, FollowObserved, Notification, Report, WorkflowRunState } from '@valine/contracts';
import type { Follow } from '@valine/runs';
import type { DispatcherSettings } from '../ports.ts';
import { shown, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';

export type FollowBench = Awaited<ReturnType<typeof followed>>;

/** Runs the command; `message` is what its message says now. */
export async function followed(
  command: string,
  options: Record<string, string | number | boolean> = {},
  settings: Partial<DispatcherSettings> = {},
) {
  const dispatcher = testDispatcher(settings);
  const request = dispatcher.requested(command, options);
  await dispatcher.take(request);
  const follow = await onlyFollow(dispatcher);
  return { dispatcher, request, ...benchOf(dispatcher, follow.id) };
}

export function benchOf(dispatcher: TestDispatcher, followId: string) {
  let count = 0;
  const follow = () => dispatcher.follow(followId);
  const message = async () => shown(dispatcher.queues.sent, (await follow()).messageKey);
  /** Of the first stage, unless told otherwise. */
  function observed(seen: Partial<FollowObserved>): FollowObserved {
    count += 1;
    const observedAt = dispatcher.clock.now();
    return { type: 'follow.observed', id: `seen-${count}`, followId, stage: 0, observedAt, ...seen };
  }
  return {
    followId,
    follow,
    message,
    observed,
    /** The verifier has seen something; resolves to what the message says then. */
    async sees(seen: Partial<FollowObserved>): Promise<string> {
      const { stage } = await follow();
      await dispatcher.take(observed({ stage, ...seen }));
      return message();
    },
    /** How often the message was shown. */
    async revisions(): Promise<number> {
      const { messageKey } = await follow();
      const notifications = dispatcher.queues.sent.map(({ body }) => body as Notification);
      return notifications.filter(({ key }) => key === messageKey).length;
    },
  };
}

async function onlyFollow(dispatcher: TestDispatcher): Promise<Follow> {
  const [follow] = await dispatcher.store.listFollows('open', 1);
  if (follow === undefined) throw new Error('no follow was stored');
  return follow;
}

export function runSeen(change: Partial<WorkflowRunState> = {}): WorkflowRunState {
  const id = change.id ?? 7001;
  const url = `https://github.com/acme/web/actions/runs/${id}`;
  return { id, attempt: 1, url, status: 'in_progress', conclusion: null, ...change };
}

export function runEnded(conclusion = 'success', change: Partial<WorkflowRunState> = {}): WorkflowRunState {
  return runSeen({ status: 'completed', conclusion, ...change });
}

export function buildReport(change: Partial<Report> = {}): Report {
  return { verdict: 'ok', conclusion: 'success', seconds: 25, steps: [], checks: [], trend: [], ...change };
}

export function buildCheck(name: string, change: Partial<CheckResult> = {}): CheckResult {
  return { name, verdict: 'ok', ...change };
}
