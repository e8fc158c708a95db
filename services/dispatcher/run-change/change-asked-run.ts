/** Applies what a person asked for to the run they named, or tells them that there is no such run. */
import type { Message, Outgoing } from '@valine/contracts';
import type { Run } from '@valine/runs';
import { answerOnce, finishEarlierAnswer } from '../answer/answer-once.ts';
import { answerNotification, cardNotification } from '../answer/notifications.ts';
import type { Asked, Ports } from '../ports.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { changeRun, type RunChanges, type RunStep } from './change-run.ts';
import { runNotFoundMessage } from './messages.ts';

export type AskedStep<Decision> = {
  decide(run: Run): Decision;
  changes(decision: Decision, run: Run): RunChanges;
  /** What the person who asked is told. */
  answer(decision: Decision, run: Run): Message;
  /** Whether the run's card looks different afterwards. */
  changesCard(decision: Decision): boolean;
  /** What else goes out. */
  besides?(decision: Decision, run: Run, before: Run): Outgoing[];
  /** The effects on GitHub that the change brings about. */
  intend?: RunStep<Decision>['intend'];
};

export async function changeAskedRun<Decision>(
  ports: Ports,
  asked: Asked,
  runId: string,
  step: AskedStep<Decision>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, asked)) return;
  const result = await changeRun<Decision>(ports, {
    source: asked.id,
    runId,
    decide: step.decide,
    changes: step.changes,
    ...(step.intend === undefined ? {} : { intend: step.intend }),
    tell: (decision, run, before) => [
      ...(step.changesCard(decision) ? [cardNotification(run, runCardMessage(run))] : []),
      ...(step.besides?.(decision, run, before) ?? []),
      answerNotification(asked.reply, step.answer(decision, run)),
    ],
  });
  if (result === 'unknown') {
    await answerOnce(ports, asked, { outcome: 'run_not_found', message: runNotFoundMessage(runId) });
  } else if (result !== 'taken') {
    const message = step.answer(step.decide(result), result);
    await answerOnce(ports, asked, { outcome: `run_${result.state}`, message });
  }
}
