/** The card of a plan: the message people look at to see how a plan stands. */
import { buttonId } from '@valine/commands';
import {
  type AgentStand,
  type Button,
  cutText,
  isOnDiscord,
  type Message,
  mentionText,
  momentMarkdown,
  peopleInTurn,
  plainText,
  roleMentionText,
  type Select,
  type Tone,
} from '@valine/contracts';
import {
  awaitsOperator,
  isBlocked,
  isTaskDone,
  isTaskEnded,
  mergedTasks,
  openBlockersOf,
  type Plan,
  type Task,
  type TaskState,
  tasksOf,
} from '@valine/records';
import { standText } from '../../agents/record/texts.ts';
import { kindText } from '../../effects/definition/messages.ts';
import { waitText } from '../../tasks/ship/texts.ts';
import { turnText } from '../../tasks/turn/texts.ts';

const ICON: Record<TaskState, string> = {
  pending: '⚪',
  started: '⏳',
  ready: '🟢',
  merged: '✅',
  failed: '🔴',
  skipped: '⏭️',
};
const REOPENED = '🔄';
const NOT_TODAY = '💤';

export function planCardMessage(plan: Plan): Message {
  return {
    card: {
      title: titleOf(plan),
      lines: [...taskLines(shownTasks(plan)), ...parkedLines(plan), ...closingLines(plan)],
      tone: TONE[plan.state],
      footer: footerOf(plan),
    },
    ...selectsOf(plan),
    buttons: buttonsOf(plan),
  };
}

const TONE: Record<Plan['state'], Tone> = {
  pending: 'neutral',
  in_progress: 'running',
  completed: 'good',
  failed: 'bad',
  cancelled: 'warning',
};

/** Those beyond the limit are counted alone. */
export function shownTasks({ tasks }: Pick<Plan, 'tasks'>): Task[] {
  return tasks.filter(({ out }) => out === undefined || out.by !== undefined);
}

/** `3/5 merged • 1 fell away`; nothing is called merged where there are no pull requests. */
export function progressText(plan: Plan): string {
  const tasks = tasksOf(plan);
  const fallen = tasks.filter(({ state }) => state === 'skipped').length;
  const merged = tasks.some(({ pullRequest }) => pullRequest !== undefined) ? ' merged' : '';
  return `${mergedTasks(tasks).length}/${tasks.length}${merged}${fallen > 0 ? ` • ${fallen} fell away` : ''}`;
}

function titleOf(plan: Plan): string {
  switch (plan.state) {
    case 'pending':
      if (tasksOf(plan).every(isTaskDone)) return `📋 Plan ${plan.id} • nothing left to approve`;
      return `📋 Plan ${plan.id} • ${issueCount(tasksOf(plan).length)} labelled “${plainText(plan.label)}”`;
    case 'in_progress':
      return `🚧 Plan ${plan.id} • in progress • ${progressText(plan)}`;
    case 'completed':
      return `✅ Plan ${plan.id} • shipped • ${progressText(plan)}`;
    case 'failed':
      return `🔴 Plan ${plan.id} • failed • ${progressText(plan)}`;
    case 'cancelled':
      return plan.isExpired ? `⌛ Plan ${plan.id} • expired` : `🗑️ Plan ${plan.id} • discarded`;
  }
}

export function issueCount(count: number): string {
  return count === 1 ? '1 issue' : `${count} issues`;
}

const MOST_LINES = 25;

/** A line each. Where they are more than a card shows, those that are not done come first, and the rest is counted. */
export function taskLines(tasks: readonly Task[], lineOf = taskLine): string[] {
  if (tasks.length <= MOST_LINES) return tasks.map(lineOf);
  const [open, done] = [tasks.filter((task) => !isTaskDone(task)), tasks.filter(isTaskDone)];
  const rest = [...open, ...done].slice(MOST_LINES);
  const restDone = rest.filter(isTaskDone).length;
  const doneText = restDone === 0 ? '' : `, ${restDone} of them done`;
  return [...[...open, ...done].slice(0, MOST_LINES).map(lineOf), `… and ${rest.length} more${doneText}`];
}

/** Titles beyond it are cut, so that every task keeps its line. */
const TITLE_LENGTH = 80;

/** One task as it stands, and whose turn it is. */
export function taskLine(task: Task): string {
  return [taskText(task), ...(isTaskEnded(task) ? [] : standOf(task))].join(' • ');
}

/** While an agent is at work on a draft, it is nobody else's turn. */
function standOf(task: Task): string[] {
  const { turn, waits, agent } = task;
  if (waits !== undefined) return [waitText(waits)];
  return [
    ...(agent === undefined ? [] : [standText(agent)]),
    ...(turn === undefined || isAgents(task) ? [] : [turnText(turn)]),
  ];
}

/** Whose turn its line says that it is, by their ids on Discord. */
export function peopleOnLine(task: Task): string[] {
  const { turn, waits } = task;
  const isShown = turn !== undefined && waits === undefined && !isTaskEnded(task) && !isAgents(task);
  return isShown ? peopleInTurn(turn) : [];
}

function isAgents({ agent, is }: Task): boolean {
  return agent !== undefined && AT_WORK.includes(agent.is) && is !== 'ready';
}

const AT_WORK: readonly AgentStand['is'][] = ['given', 'working', 'waiting', 'silent'];

/** One task: state, priority, a linked number and title, assignee, estimate, and why it ended as it did. */
export function taskText(task: Task): string {
  const priority = task.priority === undefined ? '' : `**P${task.priority}** `;
  const details = [
    ...(task.estimate === undefined ? [] : [task.estimate]),
    ...(task.out?.by === undefined ? [] : [`not today (${task.out.by})`]),
    ...(task.note === undefined || task.out !== undefined ? [] : [task.note]),
    ...(task.trouble === undefined ? [] : [`⚠️ ${task.trouble}`]),
    ...(task.reopened ? ['reopened since'] : []),
    ...blockedText(task),
    ...(task.carried === undefined ? [] : [carriedText(task.carried)]),
    ...(task.alsoIn === undefined ? [] : [`also in ${task.alsoIn}`]),
  ];
  const texts = [plainText(cutText(task.title, TITLE_LENGTH)), assigneeText(task), ...details.map(plainText)];
  const pull = task.pullRequest === undefined ? '' : ` • [PR #${task.pullRequest.number}](${task.pullRequest.url})`;
  return `${iconOf(task)} ${priority}[#${task.number}](${task.url}) ${texts.join(' • ')}${pull}`;
}

/** A mention in a card notifies nobody. */
function assigneeText({ assignee, assigneeId: id }: Task): string {
  if (assignee === undefined) return 'unassigned';
  return id === undefined ? plainText(`@${assignee}`) : mentionText({ id });
}

/** While nothing has begun. */
function blockedText(task: Task): string[] {
  return task.state !== 'pending' || !isBlocked(task) ? [] : [`⛔ ${waitsText(task)}`];
}

export function waitsText(task: Task): string {
  const open = openBlockersOf(task).map(
    ({ number, repository = '', isUnseen }) => `${repository}#${number}${isUnseen ? ' (not shown)' : ''}`,
  );
  const { unseenBlockers = 0 } = task;
  const unseen = unseenBlockers === 0 ? [] : [`${issueCount(unseenBlockers)} that GitHub does not show`];
  return `waits for ${[...open, ...unseen].join(', ')}`;
}

function carriedText({ days }: NonNullable<Task['carried']>): string {
  if (days === 0) return 'carried over';
  return `carried over (${days === 1 ? '1 day' : `${days} days`})`;
}

function iconOf({ out, reopened, state }: Task): string {
  if (out !== undefined) return NOT_TODAY;
  return reopened ? REOPENED : ICON[state];
}

/** What waits for an operator; the thread says why. */
function parkedLines({ effects }: Plan): string[] {
  return effects
    .filter(awaitsOperator)
    .map(({ id, kind }) => `🅿️ could not ${kindText(kind)} • an admin decides: \`/ops\`, or \`valine resolve ${id}\``);
}

function closingLines(plan: Plan): string[] {
  if (plan.endNote !== undefined) return ['', plainText(plan.endNote), ...deployLines(plan).slice(1)];
  const isDone = tasksOf(plan).every(isTaskDone);
  if (plan.state === 'in_progress' && isDone) return ['', `All tasks are done: \`/ship run_id:${plan.id}\``];
  if (plan.state !== 'pending') return [];
  if (isDone)
    return [
      '',
      'Each issue was closed, or is not meant any more, before the plan was approved. Discard it; `/plan` proposes another.',
    ];
  return [
    '',
    ...leftOutText(plan),
    ...plannedElsewhereText(plan),
    ...unseenText(plan),
    approversText(plan),
    ...decideByText(plan),
  ];
}

/** After an empty line. */
export function deployLines({ deploy }: Pick<Plan, 'deploy'>): string[] {
  return deploy === undefined ? [] : ['', deploy.text];
}

function plannedElsewhereText({ plannedElsewhere = [] }: Plan): string[] {
  if (plannedElsewhere.length === 0) return [];
  const issues = plannedElsewhere.map(({ number, planId }) => `#${number} (\`${planId}\`)`);
  return [
    `Left out, for another open plan has them: ${issues.join(', ')}. \`/plan include_planned:true\` takes them too.`,
  ];
}

/** Says once that something is unknown, and what to do about it. */
function unseenText(plan: Plan): string[] {
  const isUnseen = (task: Task) =>
    (task.unseenBlockers ?? 0) > 0 || openBlockersOf(task).some((blocker) => blocker.isUnseen);
  const numbers = tasksOf(plan).flatMap((task) => (isUnseen(task) ? [`#${task.number}`] : []));
  if (numbers.length === 0) return [];
  return [
    `⚠️ GitHub does not let us see what blocks ${numbers.join(', ')}, so nothing begins there: give the App or the token _Issues: read_ where those issues are, or begin by the comment \`/valine start\`.`,
  ];
}

function leftOutText({ tasks, leftOut, onlyOldest }: Plan): string[] {
  const more = leftOut + tasks.filter(({ out }) => out !== undefined && out.by === undefined).length;
  if (more === 0) return [];
  if (onlyOldest === undefined) return [`… and ${more} more with this label, beyond the limit`];
  return [
    `… and at least ${more} more with this label: only the ${onlyOldest} oldest were looked at, so something urgent may be missing. Plan by a label that fewer issues carry.`,
  ];
}

/** Who may decide. A role that is named in a card is told nothing. */
function approversText({ approverRoles = [], preventSelfApproval, requestedBy }: Plan): string {
  const who = approverRoles.length === 0 ? 'operators' : approverRoles.map(roleMentionText).join(', ');
  const except = preventSelfApproval && isOnDiscord(requestedBy) ? `, but not ${plainText(requestedBy.name)}` : '';
  return `Who may approve: ${who}${except}`;
}

function decideByText({ decideBy }: Plan): string[] {
  return decideBy === undefined ? [] : [`Undecided, it expires ${momentMarkdown(decideBy)}`];
}

function footerOf(plan: Plan): string {
  const interaction = `requested by ${plan.requestedBy.name}`;
  const names = plan.approvals.map(({ person }) => person.name).join(', ');
  if (plan.state === 'pending' || plan.isExpired)
    return `${plan.approvals.length} of ${plan.approvalsRequired} approvals${names && `: ${names}`} • ${interaction}`;
  return names === '' ? interaction : `approved by ${names} • ${interaction}`;
}

function buttonsOf(plan: Plan): Button[] {
  if (plan.state !== 'pending') return [];
  const discard: Button = { id: buttonId('discard', plan.id), label: 'Discard', style: 'danger' };
  if (tasksOf(plan).every(isTaskDone)) return [discard];
  return [{ id: buttonId('approve', shownList(plan)), label: 'Approve', style: 'success' }, discard];
}

/** What a button or a list of the card belongs to: the list of issues that the card showed. */
export type ShownList = {
  planId: string;
  edition: number;
  /** Which part of it, counted from 0. */
  page: number;
};

/** What stands behind the colon of the button's id. */
export function shownList({ id, edition = 0 }: Pick<Plan, 'id' | 'edition'>, page = 0): string {
  if (page > 0) return `${id}.${edition}.${page}`;
  return edition === 0 ? id : `${id}.${edition}`;
}

export function readShownList(argument: string): ShownList {
  const [planId = '', edition = '0', page = '0'] = argument.split('.');
  return { planId, edition: Number(edition), page: Number(page) };
}

/** One list of Discord's holds no more. */
const PAGE_SIZE = 25;

/** What can be chosen on one page of the list: pages hold the same tasks as long as the plan lives. */
export function choicesOf({ tasks }: Pick<Plan, 'tasks'>, page: number): Task[] {
  return tasks.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).filter((task) => !isTaskDone(task));
}

const PLACEHOLDER = 'Which issues today? The others are left for another day';

/** Nothing is to be chosen where one issue is all there is. */
function selectsOf(plan: Plan): Pick<Message, 'selects'> {
  const pages = Array.from({ length: Math.ceil(plan.tasks.length / PAGE_SIZE) }, (_, page) => choicesOf(plan, page));
  if (plan.state !== 'pending' || pages.flat().length < 2) return {};
  const least = pages.length === 1 ? 1 : 0;
  return { selects: pages.flatMap((tasks, page) => (tasks.length === 0 ? [] : [selectOf(plan, tasks, page, least)])) };
}

function selectOf(plan: Plan, tasks: readonly Task[], page: number, least: number): Select {
  const most = Math.min(plan.limit ?? tasks.length, tasks.length);
  const options = tasks.map((task) => ({
    value: `${task.number}`,
    label: `#${task.number} ${task.title}`,
    ...(task.out !== undefined && task.out.by === undefined ? { description: 'beyond the limit' } : {}),
    chosen: task.out === undefined,
  }));
  return { id: buttonId('choose-tasks', shownList(plan, page)), placeholder: PLACEHOLDER, options, least, most };
}
