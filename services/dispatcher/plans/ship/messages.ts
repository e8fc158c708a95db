/** What `/ship` and its buttons say. */
import { buttonId } from '@valine/commands';
import { type Message, mentionText, plainText, refusalMessage } from '@valine/contracts';
import { isPlanEnded, LEFT_OPEN, type Plan, type Shipping, type Task, tasksOf } from '@valine/records';
import { waitText } from '../../tasks/ship/texts.ts';
import { turnText } from '../../tasks/turn/texts.ts';
import { deployLines, shownTasks, taskLine, taskLines, taskText } from '../card/messages.ts';
import { expiredRefusalMessage } from '../record/messages.ts';
import type { KeepGoingDecision, ShipDecision } from './decide.ts';

/** `left`: why pull requests were not merged. */
export function shipMessage(decision: ShipDecision, plan: Plan, left: Shipping['left'] = []): Message {
  switch (decision.verdict) {
    case 'shipped':
      return summaryMessage(plan);
    case 'asked':
      return questionMessage(plan, decision.open, left);
    case 'merging':
      return mergingMessage(plan, decision.waiting.length);
    case 'shipping_already':
      return refusalMessage(
        decision.verdict,
        `\`${plan.id}\` is being shipped by ${plainText(plan.shipping?.by.name ?? 'somebody')}: wait for what comes of it.${awaitedText(plan)}`,
      );
    case 'not_approved_yet':
      return refusalMessage(
        decision.verdict,
        `\`${plan.id}\` has not been approved. Approve it with \`/approve run_id:${plan.id}\`, or discard it.`,
      );
    case 'run_finished':
      return refusalMessage(decision.verdict, `\`${plan.id}\` is finished (${plan.state}) already.`);
    case 'run_expired':
      return expiredRefusalMessage(plan);
    case 'run_discarded':
      return refusalMessage(decision.verdict, `\`${plan.id}\` was discarded; there is nothing to ship.`);
  }
}

/** Of the tasks with which something is waited for; those of one kind together. */
function awaitedText({ tasks, shipping }: Plan): string {
  const awaited = tasks.filter(({ number }) => shipping?.waiting.includes(number));
  const named = Map.groupBy(awaited, ({ waits }) => waits && waitText(waits));
  const texts = [...named].flatMap(([text, each]) =>
    text === undefined ? [] : [`\n${each.map(({ number }) => `#${number}`).join(', ')} • ${text}`],
  );
  return texts.join('');
}

/** For whoever ships, once it has taken so long that nobody looks any more. */
export function askedLateMessage({ id }: Plan, { by }: Shipping): Message {
  return {
    content: `${mentionText(by)} ⚠️ Not everything of \`${id}\` could be shipped: your \`/ship\` asks whether to end it.`,
    pings: { users: [by.id], roles: [] },
  };
}

export function summaryMessage(plan: Plan): Message {
  const good = plan.state === 'completed';
  return {
    card: {
      title: `${good ? '🚀 Shipped' : '🔴 Ended'} ${plan.id} • ${countsOf(plan.tasks)}`,
      lines: [...taskLines([...shownTasks(plan)].sort(byOutcome), summaryLine), ...deployLines(plan)],
      tone: good ? 'good' : 'bad',
    },
    buttons: [],
  };
}

/** What went in comes first, then what stays. */
function byOutcome(one: Task, other: Task): number {
  return rankOf(one) - rankOf(other);
}

function rankOf(task: Task): number {
  if (task.state === 'merged') return task.reopened ? 1 : 0;
  return task.state === 'failed' ? 1 : 2;
}

/** With who merged it, and how long it took from its start on; or whose turn it was when it was left. */
function summaryLine(task: Task): string {
  const { merged, turn, note } = task;
  if (note === LEFT_OPEN) return [taskText(task), 'carried over', ...(turn ? [turnText(turn)] : [])].join(' • ');
  if (merged === undefined) return taskLine(task);
  const { by, took, red } = merged;
  const who = by === undefined ? 'merged' : `merged by ${plainText(by)}`;
  return [taskText(task), `${who}, ${tookText(took)} after its start`, ...(red === undefined ? [] : [red])].join(' • ');
}

/** The two largest units, from minutes on. */
function tookText(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  if (days > 0) return `${days}d ${hours}h`;
  if (hours > 0) return `${hours}h ${rest}m`;
  return rest > 0 ? `${rest}m` : 'less than a minute';
}

function mergingMessage({ id }: Plan, count: number): Message {
  const pulls = count === 1 ? 'its pull request is' : `its ${count} pull requests are`;
  return { content: `🚢 Shipping \`${id}\`: ${pulls} looked at, and merged if ready.` };
}

function questionMessage(plan: Plan, open: readonly Task[], left: Shipping['left']): Message {
  const why = new Map(left.map((each) => [each.number, each.why]));
  const lines = taskLines(open, (task) => `${taskText(task)} • ${why.get(task.number) ?? 'issue is still open'}`);
  const codes = [...new Set(left.flatMap(({ code = [] }) => code))];
  return {
    card: {
      title: `⚠️ ${open.length} of ${tasksOf(plan).length} tasks of ${plan.id} are not done`,
      lines: [...lines, '', 'End the run without them?', ...(codes.length === 0 ? [] : [codesText(codes)])],
      tone: 'warning',
    },
    buttons: [
      { id: buttonId('ship-anyway', plan.id), label: 'Ship anyway', style: 'danger' },
      { id: buttonId('keep-going', plan.id), label: 'Keep going', style: 'secondary' },
    ],
  };
}

function codesText(codes: readonly string[]): string {
  return `-# reason_code: ${codes.join(', ')}`;
}

/** What becomes of the question once somebody has decided: the summary stands where it was asked. */
export function questionSettledMessage(plan: Plan, personName: string): Message {
  if (isPlanEnded(plan)) return summaryMessage(plan);
  const title = `\`${plan.id}\` keeps going, decided by ${plainText(personName)}`;
  return { card: { title, lines: [], tone: 'neutral' }, buttons: [] };
}

/** What stands in an older question once it is asked again. */
export function askedAgainMessage({ id }: Plan): Message {
  return { card: { title: `Asked again below: \`${id}\``, lines: [], tone: 'neutral' }, buttons: [] };
}

/** For the person who pressed the button: how it ended, the summary and the card say. */
export function endedMessage({ id }: Plan): Message {
  return { content: `✅ Done: the summary of \`${id}\` stands in the place of the question.` };
}

/** The last line of the thread: who has ended it, and how, its card says. */
export function lastLineMessage(deploys: boolean): Message {
  return { content: `🏁 The plan has ended: see its card.${deploys ? ' A deploy of what was merged begins.' : ''}` };
}

export function keepGoingMessage({ verdict }: KeepGoingDecision, plan: Plan): Message {
  if (verdict === 'kept') return { content: `👍 \`${plan.id}\` goes on.` };
  return refusalMessage(
    verdict,
    `Nobody is being asked about \`${plan.id}\` any more. \`/status run_id:${plan.id}\` shows it.`,
  );
}

/** The last line of the card. */
export function endNoteOf(tasks: readonly Task[], personName: string): string {
  return `Ended by ${personName}: ${countsOf(tasks)}`;
}

/** A task ends well when its issue is closed: nothing is called merged that nobody merged. */
const WORDS = {
  merged: 'closed',
  reopened: 'reopened',
  failed: 'failed',
  skipped: 'skipped',
  open: 'still open',
} as const;

function wordOf(task: Task): string {
  if (task.reopened) return WORDS.reopened;
  return task.state === 'merged' || task.state === 'failed' || task.state === 'skipped'
    ? WORDS[task.state]
    : WORDS.open;
}

function countsOf(tasks: readonly Task[]): string {
  const count = (word: string) => tasksOf({ tasks }).filter((task) => wordOf(task) === word).length;
  const parts = [...new Set(Object.values(WORDS))].map((word) => [count(word), word] as const);
  return parts.flatMap(([amount, word]) => (amount === 0 ? [] : [`${amount} ${word}`])).join(', ');
}
