/** What people read of a coding agent that has a task. */
import { buttonId } from '@valine/commands';
import {
  type AgentStand,
  agoMarkdown,
  type Button,
  cutText,
  type Message,
  mentionText,
  plainText,
} from '@valine/contracts';
import { isAgentAtWork, type TaskAgent, type TaskRecord } from '@valine/records';

const STANDS: Readonly<Record<AgentStand['is'], string>> = {
  given: 'is given it',
  working: 'working',
  waiting: 'waiting for you',
  done: 'done',
  failed: 'failed',
  stopped: 'stopped',
  timed_out: 'out of time: back with people',
  refused: 'not given',
  silent: 'silent since',
};

/** On the line of a task. */
export function standText({ label, is, since }: AgentStand): string {
  return `🤖 ${plainText(label)} ${STANDS[is]}${since === undefined ? '' : ` ${agoMarkdown(since)}`}`;
}

/** What a run asks that GitHub holds: on GitHub alone it is answered. */
export const RUN_WAITS = 'its workflow run waits for a person to let it go on';

/** Of what a person said that did not reach it. `label`: of the agent. */
export function notReachedText({ issue }: Pick<TaskRecord, 'issue'>, label: string): string {
  return `💬 What was said for #${issue.number} did not reach ${plainText(label)}, which is not at work on it any more. Give it the task anew, or say it on GitHub.`;
}

export function notTakenText(label: string): string {
  return `${label} has no access to the repository, or is not enabled there`;
}

/** One that is called by a comment cannot be stopped from here. */
export function fellAwayText(kind: TaskAgent['kind']): string {
  const why = 'its issue was closed, or taken out of the plan';
  return kind === 'comment' ? `${why}. Nothing here stops it: close the pull request to keep out what it pushes` : why;
}

/** `<planId>.<number>`, and what is meant of it. */
function agentArgument({ planId, issue }: Pick<TaskRecord, 'planId' | 'issue'>, what: string): string {
  return `${planId}.${issue.number}.${what}`;
}

const TITLE_LENGTH = 80;

function taskText({ pullRequest, issue }: TaskRecord): string {
  const pull = pullRequest === undefined ? '' : `[PR #${pullRequest.number}](${pullRequest.url}) for `;
  return `${pull}#${issue.number} ${plainText(cutText(issue.title, TITLE_LENGTH))}`;
}

/** The one message in the thread that shows who has the task, and by which it is given, answered, and taken back. */
export function agentPanel(task: TaskRecord): Message {
  const { agent } = task;
  const stand = agent === undefined ? 'nobody has given it to an agent' : panelStand(agent);
  return { content: `🤖 ${taskText(task)} • ${stand}`, buttons: buttonsOf(task) };
}

function panelStand({ label, state, question, note, by }: TaskAgent): string {
  const why = note === undefined ? '' : `: ${plainText(note)}`;
  return `${plainText(label)} ${STANDS[state]}${why}${question === undefined ? '' : `: ${questionText(question)}`} • given by ${plainText(by.name)}`;
}

function buttonsOf(task: TaskRecord): Button[] {
  const { agent, agents = [], seen } = task;
  if (seen?.is === 'merged' || seen?.is === 'closed') return [];
  const asks = agents.some(({ name, asks: can }) => can && name === agent?.name);
  if (agent !== undefined && isAgentAtWork(task))
    return [
      ...(asks && agent.state === 'waiting' && agent.question?.text !== RUN_WAITS
        ? [sayButton(task, agent, 'agent-answer', 'Answer')]
        : []),
      ...(asks && agent.state === 'working' && agent.kind !== 'workflow'
        ? [sayButton(task, agent, 'agent-changes', 'Ask for changes')]
        : []),
      { id: buttonId('agent-stop', agentArgument(task, agent.id)), label: `Stop ${agent.label}`, style: 'danger' },
    ];
  const isDone = agent?.state === 'done' && asks;
  return [
    ...(isDone ? [sayButton(task, agent, 'agent-changes', 'Ask for changes')] : []),
    ...agents
      .filter(({ name }) => !(isDone && name === agent.name))
      .map(({ name, label }): Button => {
        return {
          id: buttonId('agent-give', agentArgument(task, name)),
          label: `🤖 Give to ${label}`,
          style: 'secondary',
        };
      }),
  ];
}

function sayButton(task: TaskRecord, { id }: TaskAgent, name: 'agent-answer' | 'agent-changes', label: string): Button {
  return { id: buttonId(name, agentArgument(task, id)), label, style: 'primary' };
}

function questionText({ text, url }: NonNullable<TaskAgent['question']>): string {
  const words = `“${plainText(text)}”`;
  return url === undefined ? words : `[${words}](${url})`;
}

/** A line of the thread: what has become of it. Undefined where the card alone says it. */
export function agentLine(task: TaskRecord, agent: TaskAgent): Message | undefined {
  const what = taskText(task);
  const label = plainText(agent.label);
  const why = agent.note === undefined ? '' : `: ${plainText(agent.note)}`;
  switch (agent.state) {
    case 'given':
      return { content: `🤖 ${what} • given to ${label} by ${plainText(agent.by.name)}` };
    case 'waiting':
      return {
        content: `${mentionText(agent.by)} 🤖 ${label} waits for you: ${agent.question === undefined ? '' : questionText(agent.question)} • ${what}`,
        pings: { users: [agent.by.id], roles: [] },
      };
    case 'done':
      // That its pull request is ready is told by the plan.
      if (agent.note === undefined) return undefined;
      return { content: `🤖 ${what} • ${label} ${STANDS.done}${why}` };
    case 'failed':
      return { content: `🤖 ${what} • ${label} ${STANDS[agent.state]}${why}` };
    case 'stopped':
      return { content: `✋ ${what} • taken back from ${label}${why}` };
    case 'timed_out':
      return {
        content: `⌛ ${what} • ${agent.note === undefined ? `nothing was heard of ${label} for too long` : `${label}${why}`}. The task is back with people.`,
      };
    case 'refused':
      return { content: `⚠️ ${what} • not given to ${label}${why}` };
    case 'working':
      return undefined;
  }
}
