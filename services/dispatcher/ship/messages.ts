/** What `/ship` and its buttons say. */
import { buttonId } from '@valine/commands';
import { type Message, plainText, refusalMessage } from '@valine/contracts';
import { isRunEnded, type Run, type Task } from '@valine/runs';
import { taskLine } from '../run-card/messages.ts';
import type { KeepGoingDecision, ShipDecision } from './decide.ts';

export function shipMessage(decision: ShipDecision, run: Run): Message {
  switch (decision.verdict) {
    case 'shipped':
      return summaryMessage(run);
    case 'asked':
      return questionMessage(run, decision.open);
    case 'not_approved_yet':
      return refusalMessage(
        decision.verdict,
        `\`${run.id}\` has not been approved. Approve it with \`/approve run_id:${run.id}\`, or discard it.`,
      );
    case 'run_finished':
      return refusalMessage(decision.verdict, `\`${run.id}\` is finished (${run.state}) already.`);
    case 'run_discarded':
      return refusalMessage(decision.verdict, `\`${run.id}\` was discarded; there is nothing to ship.`);
  }
}

export function summaryMessage(run: Run): Message {
  const good = run.state === 'completed';
  return {
    card: {
      title: `${good ? '🚀 Shipped' : '🔴 Ended'} ${run.id} • ${countsOf(run.tasks)}`,
      lines: run.tasks.map(taskLine),
      tone: good ? 'good' : 'bad',
    },
    buttons: [],
  };
}

function questionMessage(run: Run, open: readonly Task[]): Message {
  return {
    card: {
      title: `⚠️ ${open.length} of ${run.tasks.length} tasks of ${run.id} are not done`,
      lines: [...open.map((task) => `${taskLine(task)} • issue is still open`), '', 'End the run without them?'],
      tone: 'warning',
    },
    buttons: [
      { id: buttonId('ship-anyway', run.id), label: 'Ship anyway', style: 'danger' },
      { id: buttonId('keep-going', run.id), label: 'Keep going', style: 'secondary' },
    ],
  };
}

/** What becomes of the question once somebody has decided: the summary stands where it was asked. */
export function questionSettledMessage(run: Run, personName: string): Message {
  if (isRunEnded(run)) return summaryMessage(run);
  const title = `\`${run.id}\` keeps going, decided by ${plainText(personName)}`;
  return { card: { title, lines: [], tone: 'neutral' }, buttons: [] };
}

/** For the person who pressed the button; everybody else reads the summary. */
export function endedMessage(run: Run): Message {
  return { content: `✅ \`${run.id}\` has ended: ${countsOf(run.tasks)}.` };
}

/** The last line of the thread. */
export function lastLineMessage(run: Run): Message {
  return { content: plainText(run.endNote ?? '') };
}

export function keepGoingMessage({ verdict }: KeepGoingDecision, run: Run): Message {
  if (verdict === 'kept') return { content: `👍 \`${run.id}\` goes on.` };
  return refusalMessage(
    verdict,
    `Nobody is being asked about \`${run.id}\` any more. \`/status run_id:${run.id}\` shows it.`,
  );
}

/** The last line of the card. */
export function endNoteOf(tasks: readonly Task[], personName: string): string {
  return `Ended by ${personName}: ${countsOf(tasks)}`;
}

function countsOf(tasks: readonly Task[]): string {
  const count = (state: Task['state']) => tasks.filter((task) => task.state === state).length;
  const parts = (['merged', 'failed', 'skipped'] as const).map((state) => [count(state), state] as const);
  return parts.flatMap(([amount, state]) => (amount === 0 ? [] : [`${amount} ${state}`])).join(', ');
}
