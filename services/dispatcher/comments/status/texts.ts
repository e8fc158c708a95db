/** How a task stands, for a comment on GitHub: it notifies nobody, and links nothing but the pull request. */
import { agoText, codeSpan, plainText } from '@valine/contracts';
import { isBlocked, isPlanEnded, isTaskEnded, LEFT_OPEN, type Plan, type Task, type TaskRecord } from '@valine/records';
import { progressText, waitsText } from '../../plans/card/messages.ts';
import { harmlessText } from '../../tasks/record/harmless-text.ts';
import { turnText } from '../../tasks/turn/texts.ts';
import { isLeft, nextPlanText } from '../deeds/texts.ts';

/** `task`: its record, once it has begun. `now`: epoch milliseconds. */
export function statusText(plan: Plan, line: Task, task: TaskRecord | undefined, now: number): string {
  const pull = line.pullRequest === undefined ? '' : ` in #${line.pullRequest.number}`;
  // Whose turn it was when the plan ended, nobody has looked at since.
  const isFollowed = !isTaskEnded(line) && !isPlanEnded(plan);
  const turn = line.turn === undefined || !isFollowed ? [] : [turnText(line.turn, { ago: (at) => agoText(at, now) })];
  const trouble = line.trouble === undefined ? [] : [`⚠️ ${plainText(line.trouble)}`];
  const left = task?.ship?.why === undefined || line.state === 'merged' ? [] : [`Not shipped: ${task.ship.why}`];
  const said = [...turn, ...trouble, ...left].map((text) => `- ${harmlessText(text)}`);
  return [`${stateText(plan, line)}${pull}`, ...said, '', ...planTexts(plan, line, now)].join('\n');
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
      return line.reopened
        ? '🔄 Was done, and was opened again since: it belongs to the next plan'
        : `✅ Is done${note}`;
    case 'skipped':
      return line.note === LEFT_OPEN ? '⏭️ Was left open' : `⏭️ Fell away${note}`;
    case 'failed':
      return `🔴 Failed${note}`;
  }
}

function planTexts(plan: Plan, line: Task, now: number): string[] {
  const id = codeSpan(plan.id);
  if (!isPlanEnded(plan)) {
    const how = plan.state === 'pending' ? 'waits for its approval' : 'is in progress';
    return [`Plan ${id} ${how}, ${progressText(plan)}.`];
  }
  const ago = agoText(plan.endedAt ?? plan.updatedAt, now);
  const ended = `Plan ${id} ${endText(plan)} ${ago}, ${progressText(plan)}: what has happened since is not followed.`;
  return [ended, ...(isLeft(line) ? ['', nextPlanText(plan)] : [])];
}

function endText({ state, isExpired }: Plan): string {
  if (state === 'cancelled') return isExpired ? 'expired' : 'was discarded';
  return state === 'completed' ? 'was shipped' : 'ended with tasks left open';
}
