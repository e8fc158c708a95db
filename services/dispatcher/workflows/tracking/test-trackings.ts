/** For tests: a dispatcher with one tracking, and a verifier that says what it sees of it. */
import type { CheckResult, Notification, Report, TrackingObserved, WorkflowRunState } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import type { DispatcherSettings } from '../../ports.ts';
import { shown, type TestDispatcher, testDispatcher } from '../../test-dispatcher.ts';

export type TrackingBench = Awaited<ReturnType<typeof followed>>;

/** Runs the command; `message` is what its message says now. */
export async function followed(
  command: string,
  options: Record<string, string | number | boolean> = {},
  settings: Partial<DispatcherSettings> = {},
) {
  const dispatcher = testDispatcher(settings);
  const request = dispatcher.requested(command, options);
  await dispatcher.take(request);
  const tracking = await onlyTracking(dispatcher);
  return { dispatcher, request, ...benchOf(dispatcher, tracking.id) };
}

export function benchOf(dispatcher: TestDispatcher, trackingId: string) {
  let count = 0;
  const tracking = () => dispatcher.tracking(trackingId);
  const message = async () => shown(dispatcher.queues.sent, (await tracking()).messageKey);
  /** Of the first stage, unless told otherwise. */
  function observed(seen: Partial<TrackingObserved>): TrackingObserved {
    count += 1;
    const observedAt = dispatcher.clock.now();
    return { type: 'tracking.observed', id: `seen-${count}`, trackingId, stage: 0, observedAt, ...seen };
  }
  return {
    trackingId,
    tracking,
    message,
    observed,
    /** The verifier has seen something; resolves to what the message says then. */
    async sees(seen: Partial<TrackingObserved>): Promise<string> {
      const { stage } = await tracking();
      await dispatcher.take(observed({ stage, ...seen }));
      return message();
    },
    /** How often the message was shown. */
    async revisions(): Promise<number> {
      const { messageKey } = await tracking();
      const notifications = dispatcher.queues.sent.map(({ body }) => body as Notification);
      return notifications.filter(({ key }) => key === messageKey).length;
    },
  };
}

async function onlyTracking(dispatcher: TestDispatcher): Promise<Tracking> {
  const [tracking] = await dispatcher.store.listTrackings('open', 1);
  if (tracking === undefined) throw new Error('no follow was stored');
  return dispatcher.tracking(tracking.id);
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
