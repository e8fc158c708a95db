/** Coding agents: never more than allowed in a day, never for ever, and not heard in comments. */
import { AGENT_WORK_ID, isAgentAtWork } from '@valine/records';
import type { World } from '../../world.ts';
import { commentsOf, tasksOf } from '../one-message.ts';
import { LOGINS_OF_AGENTS } from './agents-at-work.ts';

const DAY_MS = 86_400_000;

/** By what GitHub has been told, and by what is recorded. */
export function checkPerDay({ engine, store, agents }: World): void {
  if (agents === undefined) return;
  const { perDay } = agents.of;
  const tooMany = (count: number, where: string) => {
    if (count > perDay)
      engine.report('no more tasks a day for agents than allowed', `${count} ${where}, not ${perDay}`);
  };
  tooMany(store.get('agent-work', AGENT_WORK_ID)?.givings.length ?? 0, 'are recorded');
  const firstDay = Math.floor((agents.begun[0]?.at ?? 0) / DAY_MS);
  tooMany(agents.begun.filter(({ at }) => Math.floor(at / DAY_MS) === firstDay).length, 'were begun on GitHub');
}

/** Nobody's task is with an agent for ever, and what agents ask in comments is not heard. */
export function checkAgentsEnd(world: World): void {
  const { engine, agents } = world;
  if (agents === undefined) return;
  for (const task of tasksOf(world)) {
    const { id, agent } = task;
    if (agent === undefined) continue;
    engine.coverage.sometimes(`a coding agent ended as ${agent.state}`);
    if (isAgentAtWork(task))
      engine.report('no task stays with an agent', `${id} is with ${agent.name}: ${agent.state}`);
  }
  for (const { id, by } of commentsOf(world))
    if (LOGINS_OF_AGENTS.includes(by)) engine.report('agents ask for nothing in comments', `${id} by ${by}`);
}
