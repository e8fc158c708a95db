/** `/ship` and its two buttons: finishes a run, and asks first when tasks are still open. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { ButtonPressed, CommandRequested, Outgoing } from '@valine/contracts';
import type { Run } from '@valine/runs';
import { changedAnswerNotification, threadNotification } from '../answer/notifications.ts';
import type { Asked, Ports } from '../ports.ts';
import { changeAskedRun } from '../run-change/change-asked-run.ts';
import type { RunChanges } from '../run-change/change-run.ts';
import { decideKeepGoing, decideShip, type KeepGoingDecision, type ShipDecision } from './decide.ts';
import {
  endedMessage,
  endNoteOf,
  keepGoingMessage,
  lastLineMessage,
  questionSettledMessage,
  shipMessage,
} from './messages.ts';

export async function handleShip(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.ship>,
): Promise<void> {
  await ship(ports, request, options.run_id, false);
}

export async function handleShipAnywayButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await ship(ports, press, press.argument, true);
}

async function ship(ports: Ports, asked: Asked, runId: string, anyway: boolean): Promise<void> {
  await changeAskedRun<ShipDecision>(ports, asked, runId, {
    decide: (run) => decideShip(run, anyway),
    changes: (decision, run) => shipChanges(decision, run, asked, ports.clock.now()),
    answer: (decision, run) =>
      anyway && decision.verdict === 'shipped' ? endedMessage(run) : shipMessage(decision, run),
    changesCard: ({ verdict }) => verdict === 'shipped',
    besides: ({ verdict }, run, before) =>
      verdict === 'shipped'
        ? [threadNotification(run, asked.id, lastLineMessage(run)), ...settleQuestions(before, run, asked)]
        : [],
  });
}

function shipChanges(decision: ShipDecision, run: Run, asked: Asked, now: number): RunChanges {
  switch (decision.verdict) {
    case 'shipped':
      return {
        state: decision.state,
        tasks: decision.tasks,
        endedAt: now,
        endNote: endNoteOf(decision.tasks, asked.person.name),
        shipQuestions: [],
      };
    case 'asked':
      return { shipQuestions: [...run.shipQuestions, asked.reply] };
    default:
      return {};
  }
}

export async function handleKeepGoingButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await changeAskedRun<KeepGoingDecision>(ports, press, press.argument, {
    decide: decideKeepGoing,
    changes: ({ verdict }) => (verdict === 'kept' ? { shipQuestions: [] } : {}),
    answer: keepGoingMessage,
    changesCard: () => false,
    besides: ({ verdict }, run, before) => (verdict === 'kept' ? settleQuestions(before, run, press) : []),
  });
}

/** Takes the buttons off every question that was open, so that nobody presses them afterwards. */
function settleQuestions(before: Run, run: Run, asked: Asked): Outgoing[] {
  const message = questionSettledMessage(run, asked.person.name);
  return before.shipQuestions.map((question) => changedAnswerNotification(question, message));
}
