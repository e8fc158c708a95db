/** Coding agents at work on the sandbox's repository: each begins when GitHub tells what it listens to. */
import * as model from '@valine/github-model';
import type { CodingAgent, CodingAgents } from '@valine/settings';
import type { GitHubState } from '../state/state.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import type { WebhookEvent } from '../webhooks/webhook-sender.ts';
import { type Heard, hear } from './hear.ts';
import { loginOf, perform } from './perform.ts';

/** How an agent behaves that nobody has told how. */
const USUAL: model.AgentBehaviour = 'good';

/** `secondMs`: milliseconds that a second of theirs takes. */
export type AgentOptions = { agents: CodingAgents; secondMs: number };

export type AgentsAtWork = {
  /** What the webhook is told. */
  hear(event: WebhookEvent): void;
  /** From its next task on. @throws for an agent that is not configured */
  behave(name: string, behaviour: model.AgentBehaviour): void;
  /** Name and behaviour of each. */
  list(): { name: string; behaviour: model.AgentBehaviour }[];
  stop(): void;
};

/** What is under way when the sandbox stops is forgotten. */
export function createAgents(state: GitHubState, { agents, secondMs }: AgentOptions, announcer: () => Announcer) {
  /** By the name of the agent and the number of its issue. */
  const underWay = new Map<string, NodeJS.Timeout>();
  const behaviourOf = (name: string) => state.behaviours?.[name] ?? USUAL;
  const stopOne = (key: string) => {
    clearTimeout(underWay.get(key));
    underWay.delete(key);
  };
  function goOn(key: string, name: string, agent: CodingAgent, job: model.AgentJob, index: number): void {
    const step = model.agentStep(behaviourOf(name), job, index);
    if (step === undefined) {
      stopOne(key);
      return;
    }
    const act = () => {
      perform(announcer(), loginOf(name, agent), step.deed);
      if (model.getPullRequest(state, job.pull).state === 'closed') stopOne(key);
      else goOn(key, name, agent, job, index + 1);
    };
    underWay.set(key, setTimeout(act, step.afterSeconds * secondMs).unref());
  }
  function react(name: string, agent: CodingAgent, heard: Heard): void {
    const job = model.agentJobOf(state, heard.number);
    if (job === undefined) return;
    const key = `${name} ${job.issue}`;
    stopOne(key);
    if (heard.is === 'begin') goOn(key, name, agent, job, 0);
  }
  return {
    hear(event) {
      for (const [name, agent] of Object.entries(agents)) {
        const heard = hear(state, loginOf(name, agent), agent, event);
        if (heard !== undefined) react(name, agent, heard);
      }
    },
    behave(name, behaviour) {
      if (!Object.hasOwn(agents, name)) throw new Error(noAgentMessage(name, Object.keys(agents)));
      state.behaviours = { ...state.behaviours, [name]: behaviour };
      announcer().save();
    },
    list: () => Object.keys(agents).map((name) => ({ name, behaviour: behaviourOf(name) })),
    stop() {
      for (const key of underWay.keys()) stopOne(key);
    },
  } satisfies AgentsAtWork;
}

function noAgentMessage(name: string, names: readonly string[]): string {
  return names.length === 0
    ? 'There are no coding agents: set CODING_AGENTS.'
    : `There is no agent ${name}. CODING_AGENTS names ${names.join(', ')}.`;
}
