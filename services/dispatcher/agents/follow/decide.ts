/** How the coding agent of a task stands, by what GitHub shows and by how long nothing was heard of it. Pure; times are epoch milliseconds. */
import type { WorkflowRunStatus } from '@valine/github';
import { isAgentAtWork, type TaskRecord } from '@valine/records';
import { agentAsks, agentEnds, agentTells, waitsToBegin } from '../record/agent.ts';
import { fellAwayText, RUN_WAITS } from '../record/texts.ts';

/** It is ready for review, and the agent has told of itself since it had the task: when it rests, it is done. */
const RESTS_MS = 10 * 60_000;

/** Whatever it tells of itself meanwhile: one that goes in a circle never ends. */
const MOST_TIMEOUTS = 4;

/** `isWanted`: its task has not fallen away, as far as is known. */
export type AgentSeen = {
  run?: Pick<WorkflowRunStatus, 'status' | 'conclusion' | 'url'> | undefined;
  isWanted?: boolean;
};

/** The task itself where nothing is new. */
export function decideAgent(
  task: TaskRecord,
  { run, isWanted = true }: AgentSeen,
  timeoutMs: number,
  now: number,
): TaskRecord {
  const { agent, seen } = task;
  if (agent === undefined || !isAgentAtWork(task)) return task;
  const byRun = run === undefined ? task : agentAfterRun(task, run, now);
  if (byRun !== task && !isAgentAtWork(byRun)) return byRun;
  if (!isWanted) return agentEnds(task, 'stopped', fellAwayText(agent.kind));
  if (byRun !== task) return byRun;
  if (waitsToBegin(task)) return task;
  const silentMs = now - agent.lastSign;
  // A run that is known tells itself when it ends.
  const isHeard = agent.state === 'working' && agent.lastSign > agent.at && agent.runId === undefined;
  if (seen?.is === 'ready' && isHeard && silentMs >= RESTS_MS)
    return agentEnds(task, 'done', 'it rests; look at what it has pushed');
  if (silentMs >= timeoutMs)
    return agentEnds(task, 'timed_out', agent.state === 'waiting' ? 'nobody has answered it' : undefined);
  if (now - agent.at >= timeoutMs * MOST_TIMEOUTS)
    return agentEnds(task, 'timed_out', 'it has been at it for too long');
  const isSilent = silentMs >= timeoutMs / 4 && agent.state !== 'waiting';
  return isSilent && !agent.isSilent ? { ...task, agent: { ...agent, isSilent } } : task;
}

const ASKING: readonly string[] = ['waiting', 'action_required'];

/** The task itself where the run says nothing new. What it asked before its run ended is open still. */
function agentAfterRun(
  task: TaskRecord,
  { status, conclusion, url }: NonNullable<AgentSeen['run']>,
  now: number,
): TaskRecord {
  if (ASKING.includes(status) || (conclusion !== null && ASKING.includes(conclusion)))
    return agentAsks(task, { text: RUN_WAITS, url }, now);
  const isLetGoOn = task.agent?.question?.text === RUN_WAITS;
  if (status !== 'completed') return isLetGoOn ? agentTells(task, now) : task;
  if (task.agent?.state === 'waiting' && conclusion === 'success' && !isLetGoOn) return task;
  if (conclusion === 'success')
    return agentEnds(
      task,
      'done',
      task.seen?.is === 'ready' ? undefined : 'its run has ended, and its pull request is a draft still',
    );
  return agentEnds(task, 'failed', `its run ended as ${conclusion ?? 'unknown'}: ${url}`);
}
