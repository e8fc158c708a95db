/** What tells that a coding agent is alive, that it asks something, or that it is done: events that its login or its run gives rise to. */
import type { IssueChanged, IssueCommented, PullRequestChanged, PullRequestHinted } from '@valine/contracts';
import { cutText } from '@valine/contracts';
import { AGENT_WORK_ID, isAgentAtWork, type TaskRecord, taskId } from '@valine/records';
import type { CodingAgent } from '@valine/settings';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { agentAsks, agentEnds, agentTells, isOfAgent } from '../record/agent.ts';
import { lookAtAgent } from './look.ts';

const QUESTION_LENGTH = 200;

/** One read of the store, and one for each task that an agent has. */
export async function handleAgentComment(ports: Ports, event: IssueCommented): Promise<void> {
  const isMeant = ({ agent, issue, pullRequest }: TaskRecord) =>
    agent !== undefined &&
    isOfAgent(agent, event.sender) &&
    (issue.number === event.number || pullRequest?.number === event.number);
  for (const task of (await tasksAtWork(ports)).filter(isMeant)) {
    const { name = '' } = task.agent ?? {};
    const asks = event.action === 'created' && isQuestion(event, ports.settings.codingAgents[name]);
    const text = cutText((event.tail ?? event.body).replace(/\s+/g, ' ').trim(), QUESTION_LENGTH);
    const where = `${ports.settings.webOrigins.at(-1)}/${event.repository}/issues/${event.number}`;
    const question = { text, url: `${where}#issuecomment-${event.commentId}` };
    await note(ports, event.id, task, (current, now) => {
      if (asks) return agentAsks(current, question, now);
      // What it mends in words of before answers nothing.
      return event.action !== 'created' && current.agent?.state === 'waiting' ? current : agentTells(current, now);
    });
  }
}

/** By the words of the settings; without them, what ends with a question mark. */
function isQuestion({ body, tail = body }: IssueCommented, agent: CodingAgent | undefined): boolean {
  const words = agent?.asks_by?.comment;
  if (words === undefined) return tail.trimEnd().endsWith('?');
  return words.some((word) => [body, tail].some((text) => text.toLowerCase().includes(word.toLowerCase())));
}

/** A pull request that is the task's, or goes into its branch. */
export async function handleAgentPull(ports: Ports, event: PullRequestChanged, task: TaskRecord): Promise<void> {
  const { number, headBranch } = event.pullRequest;
  const isOwn = headBranch !== task.head;
  const isReady = isOwn && event.action === 'review_requested';
  await note(ports, event.id, task, (current, now) =>
    isReady ? agentEnds(current, 'done', `merge its #${number} into the branch of the task`) : agentTells(current, now),
  );
}

/** A label on the issue by which it says that it waits. */
export async function handleAgentLabel(ports: Ports, event: IssueChanged): Promise<void> {
  const isMeant = ({ agent, issue }: TaskRecord) =>
    issue.number === event.issue.number &&
    ports.settings.codingAgents[agent?.name ?? '']?.asks_by?.label === event.label;
  const question = { text: `it has put the label ${event.label ?? ''} on the issue` };
  for (const task of (await tasksAtWork(ports)).filter(isMeant))
    await note(ports, event.id, task, (current, now) => agentAsks(current, question, now));
}

/** How its run stands is looked up, so that it does not matter in which order such events come. */
export async function handleAgentRun(ports: Ports, { id, runId }: PullRequestHinted): Promise<void> {
  const found = (await tasksAtWork(ports)).find(({ agent }) => agent?.runId === runId);
  if (found?.agent !== undefined) await lookAtAgent(ports, found, found.agent.id, id);
}

async function tasksAtWork({ store }: Ports): Promise<TaskRecord[]> {
  const work = await store.find('agent-work', AGENT_WORK_ID);
  const tasks = await Promise.all(
    (work?.slots ?? []).map(({ planId, number }) => store.find('task', taskId(planId, number))),
  );
  return tasks.filter((task) => task !== undefined).filter(isAgentAtWork);
}

/** An event that comes again after its question was answered asks nothing anew. */
async function note(
  ports: Ports,
  source: string,
  { id: ownerId, agent }: TaskRecord,
  change: (task: TaskRecord, now: number) => TaskRecord,
): Promise<void> {
  await changeOwner(ports, taskRules, {
    source: `${source} agent`,
    ownerId,
    decide(task) {
      const next = task.agent?.id === agent?.id ? change(task, ports.clock.now()) : task;
      if (next === task) return { verdict: undefined };
      return { verdict: undefined, next, isRemembered: next.agent?.state === 'waiting' };
    },
  });
}
