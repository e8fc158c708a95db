/** Looks how a coding agent gets on: what no webhook told of comes to light then, and that nothing was heard for too long. */
import type { AgentEnded, AgentLook } from '@valine/contracts';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { isAgentAtWork, isPlanEnded, type TaskRecord, taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { hasFallenAway } from '../record/agent.ts';
import { stopIntent } from '../record/stop-intent.ts';
import { freeSlot } from '../slots/slots.ts';
import { type AgentSeen, decideAgent } from './decide.ts';

const LOOK_SECONDS = 300;

/**
 * Two reads of the store, and one of GitHub where the agent is a workflow.
 * @throws RetryLater as long as the agent is at work
 */
export async function handleAgentLook(ports: Ports, { id: source, planId, number, giving }: AgentLook): Promise<void> {
  const task = await ports.store.find('task', taskId(planId, number));
  if (task === undefined) return;
  if (!isMeant(task, giving)) return flushOutbox(ports, task);
  const plan = await ports.store.find('plan', planId);
  // What a plan has left open when it ended is still wanted.
  const isWanted = plan === undefined || isPlanEnded(plan) || !hasFallenAway(plan, task);
  if (await lookAtAgent(ports, task, giving, source, isWanted))
    throw new RetryLater(LOOK_SECONDS, `the agent of ${task.id} is at work`);
}

/** True while it is at work. `isWanted`: its task has not fallen away. */
export async function lookAtAgent(
  ports: Ports,
  task: TaskRecord,
  giving: string,
  source: string,
  isWanted = true,
): Promise<boolean> {
  const seen = { ...(await lookAtRun(ports, task)), isWanted };
  const changed = await changeOwner(ports, taskRules, {
    source,
    ownerId: task.id,
    decide: (current) => {
      // What was seen is of another run, if it was told something meanwhile.
      const isSame = isMeant(current, giving) && current.agent?.runId === task.agent?.runId;
      const { settings, clock } = ports;
      const next = isSame ? decideAgent(current, seen, settings.agentTimeoutMs, clock.now()) : current;
      if (next === current || next.agent === undefined) return { verdict: undefined };
      const isStopped = next.agent.state === 'timed_out' || next.agent.state === 'stopped';
      const stop = isStopped ? stopIntent(next.agent, next) : undefined;
      return { verdict: undefined, next, intents: [stop ?? []].flat() };
    },
  });
  return changed !== undefined && isMeant(changed.owner, giving);
}

function isMeant(task: TaskRecord, giving: string): boolean {
  return task.agent?.id === giving && isAgentAtWork(task);
}

/** What GitHub does not let be seen is not known: the agent's time goes on. */
async function lookAtRun({ lookups, logger }: Ports, { id, agent }: TaskRecord): Promise<AgentSeen> {
  if (agent?.runId === undefined) return {};
  try {
    return { run: await lookups.findWorkflowRun(agent.runId) };
  } catch (error) {
    // A look that GitHub cannot answer now is made again with the next one: the time-out must not wait for GitHub.
    const problem = error instanceof Error ? error.message : String(error);
    logger.warn('the run of an agent could not be looked at', { task: id, runId: agent.runId, problem });
    return {};
  }
}

export async function handleAgentEnded(ports: Ports, { giving }: AgentEnded): Promise<void> {
  await freeSlot(ports, giving, true);
}
