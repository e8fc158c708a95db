/** How a task stands, for a comment on GitHub: it notifies nobody, and links nothing but the pull request. */
import { agoText, codeSpan, plainText } from '@valine/contracts';
import { isBlocked, isTaskEnded, type Plan, type Task, type TaskRecord } from '@valine/records';
import { progressText, waitsText } from '../../plans/card/messages.ts';
import { harmlessText } from '../../tasks/record/harmless-text.ts';
import { turnText } from '../../tasks/turn/texts.ts';

/** `task`: its record, once it has begun. `now`: epoch milliseconds. */
export function statusText(plan: Plan, line: Task, task: TaskRecord | undefined, now: number): string {
  const pull = line.pullRequest === undefined ? '' : ` in #${line.pullRequest.number}`;
  const turn = line.turn === undefined || isTaskEnded(line) ? [] : [turnText(line.turn, (at) => agoText(at, now))];
  const trouble = line.trouble === undefined ? [] : [`⚠️ ${plainText(line.trouble)}`];
  const left = task?.ship?.why === undefined || isTaskEnded(line) ? [] : [`Not shipped: ${task.ship.why}`];
  const said = [...turn, ...trouble, ...left].map((text) => `- ${harmlessText(text)}`);
  return [`${stateText(plan, line)}${pull}`, ...said, '', planText(plan)].join('\n');
}

function stateText(plan: Plan, line: Task): string {
  const note = line.note === undefined ? '' : `: ${harmlessText(plainText(line.note))}`;
  if (line.out !== undefined) return '💤 Not today: it was taken out of the plan';
  switch (line.state) {
    case 'pending':
      if (plan.state === 'pending') return '⚪ Waits for the approval of the plan';
      return isBlocked(line) ? `⛔ Has not begun, ${harmlessText(waitsText(line))}` : '⚪ Has not begun';
    case 'started':
      return line.pullRequest === undefined ? '⏳ Begins' : '⏳ Is being worked on';
    case 'ready':
      return '🟢 Is ready for review';
    case 'merged':
      return `✅ Is done${note}`;
    case 'skipped':
      return `⏭️ Fell away${note}`;
    case 'failed':
      return `🔴 Failed${note}`;
  }
}

const HOW: Record<Plan['state'], string> = {
  pending: 'waits for its approval',
  in_progress: 'is in progress',
  completed: 'is over: shipped',
  failed: 'is over: it ended with tasks left open',
  cancelled: 'is over: discarded',
};

function planText(plan: Plan): string {
  return `Plan ${codeSpan(plan.id)} ${HOW[plan.state]}, ${progressText(plan)}.`;
}
