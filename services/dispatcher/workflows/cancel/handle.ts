/** The Cancel button: has GitHub cancel the workflow run that is followed. */
import type { ButtonPressed } from '@valine/contracts';
import { cancelWorkflowRun } from '../../effects/kinds/index.ts';
import type { Ports } from '../../ports.ts';
import { changeTracking } from '../tracking/change-tracking.ts';
import { type CancelRefusal, decideCancel } from './decide.ts';
import { cancellingMessage, cancelRefusedMessage } from './messages.ts';

export async function handleCancelWorkflowButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await changeTracking<CancelRefusal>(ports, press, press.argument, {
    decide(tracking) {
      const decision = decideCancel(tracking, press.person);
      if (decision.verdict === 'refused') return decision;
      const { next, runId, attempt } = decision;
      return {
        verdict: 'taken',
        next,
        intent: cancelWorkflowRun.intend('cancel', { runId, attempt }),
        startsStage: false,
      };
    },
    takenMessage: cancellingMessage,
    refusedMessage: cancelRefusedMessage,
  });
}
