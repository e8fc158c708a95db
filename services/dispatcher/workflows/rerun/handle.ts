/** The Re-run failed jobs button: has them run again, and follows the run once more in the same message. */
import type { ButtonPressed } from '@valine/contracts';
import { rerunFailedJobs } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { changeTracking } from '../tracking/change-tracking.ts';
import { decideRerun, type RerunRefusal } from './decide.ts';
import { rerunningMessage, rerunRefusedMessage } from './messages.ts';

export async function handleRerunFailedButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { clock, settings } = ports;
  await changeTracking<RerunRefusal>(ports, press, press.argument, {
    decide(tracking) {
      const decision = decideRerun(tracking, press.person, clock.now(), settings.trackingTimeoutMs);
      if (decision.verdict === 'refused') return decision;
      const { next, runId, attempt } = decision;
      return { verdict: 'taken', next, intent: rerunFailedJobs.intend('rerun', { runId, attempt }), startsStage: true };
    },
    takenMessage: rerunningMessage,
    refusedMessage: rerunRefusedMessage,
  });
}
