/** What earlier tasks know of a pull request that is taken over: who may have written it does not change with the plan. */
import { type TaskRecord, taskOfPlanned } from '@valine/records';
import type { Ports } from '../../ports.ts';
import { hasOpened } from '../approvals/agents.ts';
import { made } from '../approvals/who-wrote.ts';
import { issueOf } from '../progress/decide.ts';

type Remembered = Pick<TaskRecord, 'agentGivings' | 'isOpenedEarlier' | 'firstCommit'>;

/** Two queries for each of up to three numbers, and one read for each task of them: of its issue, of who adopted it, and of whose branch it is. */
export async function remembered(
  { store }: Pick<Ports, 'store'>,
  { issue, head }: Pick<TaskRecord, 'issue' | 'head'>,
  pull: number,
): Promise<Remembered> {
  const numbers = [...new Set([issue.number, pull, issueOf(head) ?? issue.number])];
  const planned = await Promise.all(
    numbers.flatMap((number) => [store.listPlanned(number, 'ended'), store.listPlanned(number, 'open')]),
  );
  const ids = [...new Set(planned.flat().map(taskOfPlanned))];
  const tasks = await Promise.all(ids.map((id) => store.find('task', id)));
  return rememberedOf(tasks.filter((task) => task?.pullRequest?.number === pull).filter((task) => task !== undefined));
}

function rememberedOf(tasks: readonly TaskRecord[]): Remembered {
  const givings = new Map(tasks.flatMap(({ agentGivings = [] }) => agentGivings).map((giving) => [giving.id, giving]));
  const [firstCommit] = tasks.flatMap(({ firstCommit: earlier, effects }) => earlier ?? made(effects));
  return {
    ...(firstCommit === undefined ? {} : { firstCommit }),
    ...(givings.size === 0 ? {} : { agentGivings: [...givings.values()] }),
    ...(tasks.some(hasOpened) ? { isOpenedEarlier: true } : {}),
  };
}
