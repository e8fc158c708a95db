/** How the coding agent of a task gets on: what each event means for it. Pure; times are epoch milliseconds. */
import type { AgentStand, AgentState } from '@valine/contracts';
import {
  type EffectRecord,
  isAgentAtWork,
  isEffectOpen,
  isTaskDone,
  type Plan,
  type TaskAgent,
  type TaskRecord,
} from '@valine/records';
import { notTakenText } from './texts.ts';

type Ended = Exclude<AgentState, 'given' | 'working' | 'waiting'>;

/** Nobody wants the work any more: its issue was closed, or taken out of the plan. Its pull request may be open still. */
export function hasFallenAway({ tasks }: Plan, { issue }: TaskRecord): boolean {
  const line = tasks.find(({ number }) => number === issue.number);
  return line === undefined || isTaskDone(line);
}

/** The task itself where no agent is at work on it. */
export function agentEnds(task: TaskRecord, state: Ended, note?: string): TaskRecord {
  if (task.agent === undefined || !isAgentAtWork(task)) return task;
  const { question: _, isSilent: __, note: ___, ...agent } = task.agent;
  return { ...task, agent: { ...agent, state, ...(note === undefined ? {} : { note }) } };
}

/** Where its login is not known, any doing in its place may be its own. An App's login ends in `[bot]`. */
export function isOfAgent({ login }: Pick<TaskAgent, 'login'>, sender: string): boolean {
  return login === undefined || nameOf(login) === nameOf(sender);
}

/** As GitHub assigns its own; it shows it as `Copilot`. */
export const COPILOT = 'copilot-swe-agent[bot]';

/** GitHub's own has several; a person may be called as an App is, but for its `[bot]`. */
const COPILOTS: readonly string[] = ['copilot', 'copilot-swe-agent', COPILOT];

function nameOf(login: string): string {
  const name = login.toLowerCase();
  return COPILOTS.includes(name) ? COPILOT : name;
}

/** Signs that come close together are one: each is a write. */
const SIGN_MS = 60_000;

/** It has told of itself. The task itself where that says nothing new. */
export function agentTells(task: TaskRecord, now: number): TaskRecord {
  const { agent } = task;
  if (agent === undefined || !isAgentAtWork(task)) return task;
  const isKnown = agent.state === 'working' && !agent.isSilent;
  if (isKnown && now < agent.lastSign + SIGN_MS) return task;
  const { question: _, isSilent: __, ...rest } = agent;
  return { ...task, agent: { ...rest, state: 'working', lastSign: Math.max(now, agent.lastSign) } };
}

/** It waits for a person. */
export function agentAsks(task: TaskRecord, question: NonNullable<TaskAgent['question']>, now: number): TaskRecord {
  const { agent } = task;
  if (agent === undefined || !isAgentAtWork(task)) return task;
  if (agent.state === 'waiting' && agent.question?.text === question.text) return task;
  const { isSilent: _, ...rest } = agent;
  return { ...task, agent: { ...rest, state: 'waiting', question, lastSign: Math.max(now, agent.lastSign) } };
}

/** What its pull request, as seen now, means for it; `before`: the task as it was. */
export function agentSees(before: Pick<TaskRecord, 'seen'>, task: TaskRecord): TaskRecord {
  const is = task.seen?.is;
  if (is === before.seen?.is || is === undefined || is === 'draft') return task;
  if (is === 'ready' && before.seen === undefined && isOpenedReady(task)) return task;
  return agentEnds(
    task,
    is === 'closed' ? 'stopped' : 'done',
    is === 'closed' ? 'its pull request was closed' : undefined,
  );
}

/** There are no drafts in every repository: that it is ready tells nothing of the agent then. */
function isOpenedReady({ effects }: TaskRecord): boolean {
  return effects.some(
    ({ kind, outcome, params }) =>
      kind === 'create-pull-request' && outcome?.id !== undefined && params.draft === false,
  );
}

/** What follows once the effect that gave it the task is done, or parked. */
export function afterAgentEffect(
  task: TaskRecord,
  { outcome, parked, claim, kind }: EffectRecord,
  now: number,
): TaskRecord {
  const { agent } = task;
  if (agent === undefined) return task;
  const runId = kind === 'dispatch-workflow' && outcome?.id !== undefined ? Number(outcome.id) : undefined;
  const known = runId === undefined || !Number.isSafeInteger(runId) ? {} : { runId };
  if (!isAgentAtWork(task)) return runId === undefined ? task : { ...task, agent: { ...agent, ...known } };
  // It may have happened all the same: nobody else gets the task before the time is over.
  if (parked !== undefined) return claim === undefined ? notTaken(task, parked.reason) : begun(task, agent, now);
  if (outcome?.refused !== undefined) return notTaken(task, outcome.refused.detail);
  const isPassedOver = kind === 'assign' && outcome?.id === undefined;
  return isPassedOver
    ? notTaken(task, notTakenText(agent.label))
    : begun(task, agent, now, { ...known, state: agent.state === 'given' ? 'working' : agent.state });
}

/** GitHub has taken it, or may have: of the agent itself nothing was heard by that. Its time begins now, whatever has held it back. */
function begun(task: TaskRecord, agent: TaskAgent, now: number, known: Partial<TaskAgent> = {}): TaskRecord {
  const time = agent.state === 'given' ? { at: now, lastSign: now } : {};
  return { ...task, agent: { ...agent, ...known, ...time } };
}

/** What gives it the task was not done yet: everything is paused, or GitHub is away. */
export function waitsToBegin({ agent, effects }: Pick<TaskRecord, 'agent' | 'effects'>): boolean {
  const effect = effects.find(({ id }) => id === agent?.effectId);
  return effect !== undefined && isEffectOpen(effect);
}

/** Nothing was begun, so that it has written nothing; unless it was at work before. */
function notTaken(task: TaskRecord, why: string): TaskRecord {
  if (task.agent?.state !== 'given') return agentEnds(task, 'failed', why);
  const { agentGivings = [], ...rest } = agentEnds(task, 'refused', why);
  const others = agentGivings.filter(({ id }) => id !== task.agent?.id);
  return { ...rest, ...(others.length === 0 ? {} : { agentGivings: others }) };
}

/**
 * It was to be done for an agent that is at work no more: done now, it would begin anew without anybody's asking. Or it was to
 * stop one that has been given the task anew since.
 */
export function isForPastAgent(
  task: TaskRecord,
  { kind, params: { giving } }: Pick<EffectRecord, 'kind' | 'params'>,
): boolean {
  if (kind === 'unassign') return isAgentAtWork(task) && task.agent?.kind === 'copilot';
  return giving !== undefined && (giving !== task.agent?.id || !isAgentAtWork(task));
}

/** A person has said something to an agent by it, after the agent was given the task. */
export function isSaying(
  { effects }: TaskRecord,
  { id, params: { giving } }: Pick<EffectRecord, 'id' | 'params'>,
): boolean {
  return giving !== undefined && effects.find((effect) => effect.params.giving === giving)?.id !== id;
}

export function agentStand({ agent }: Pick<TaskRecord, 'agent'>): AgentStand | undefined {
  if (agent === undefined) return undefined;
  const { label, state, isSilent, lastSign } = agent;
  return isSilent ? { label, is: 'silent', since: lastSign } : { label, is: state };
}
