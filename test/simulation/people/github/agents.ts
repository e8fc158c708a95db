/** Coding agents at work on GitHub: each begins when it is told to, and does what its behaviour has it do. */
import {
  type AgentDeed,
  agentJobOf,
  agentStep,
  closedBy,
  followBranch,
  getPullRequest,
  isProgram,
  push,
  Refusal,
} from '@valine/github-model';
import type { Engine } from '../../engine/engine.ts';
import type { Announce } from '../../platforms/github/deliveries.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import type { ToldAgents } from '../../platforms/github/sim-repository.ts';
import { AGENT_LOGINS, type AgentName, type AgentsOfTeam, CODEX_WORKFLOW } from '../agents/agents-of-team.ts';
import { commentBody, pullBody, reviewBody } from '../interaction-body.ts';

/** Each is noted once for every time that it was told to begin. `at`: epoch milliseconds. */
export type Begun = { agent: AgentName; pull: number; at: number };

export type SimAgents = ToldAgents & {
  of: AgentsOfTeam;
  begun: readonly Begun[];
  /** None does anything any more: what comes again is to add nothing. */
  rest(): void;
};

type Parts = {
  engine: Engine;
  github: SimGitHub;
  announce: Announce;
  repository: string;
  people: { change(number: number, change: 'closed'): void };
};

/** A loop that turns faster tells nothing more, and takes long to watch. */
const LOOP_MS = 180_000;
/** Longer than a world is watched. */
const MOST_STEPS = 220;

export function createSimAgents(parts: Parts, of: AgentsOfTeam): SimAgents {
  const { engine, github } = parts;
  const { model } = github.repository;
  const begun: Begun[] = [];
  /** By agent and pull request: which beginning goes on. */
  const current = new Map<string, number>();
  const begin = (agent: AgentName, number: number): void => {
    const job = agentJobOf(model, number);
    if (job === undefined) return;
    const key = `${agent} ${job.pull}`;
    const turn = begun.push({ agent, pull: job.pull, at: engine.timeline.now() });
    current.set(key, turn);
    const behaviour = of.behaviours[agent];
    engine.coverage.sometimes(`a coding agent that is ${behaviour} began`);
    const goOn = (index: number): void => {
      const step = index < MOST_STEPS ? agentStep(behaviour, job, index) : undefined;
      if (step === undefined) return;
      const afterMs = behaviour === 'looping' ? LOOP_MS : step.afterSeconds * 1000;
      engine.timeline.after(afterMs, () => {
        if (current.get(key) !== turn || getPullRequest(model, job.pull).state === 'closed') return;
        perform(parts, AGENT_LOGINS[agent], step.deed);
        goOn(index + 1);
      });
    };
    goOn(0);
  };
  return {
    of,
    begun,
    rest: () => current.clear(),
    commented: (number, body) => void (body.includes('@claude') && begin('claude', number)),
    assigned: (number, login) => void (/copilot/i.test(login) && begin('copilot', number)),
    unassigned(number) {
      const job = agentJobOf(model, number);
      if (job !== undefined) current.delete(`copilot ${job.pull}`);
    },
    dispatched: (workflow, { issue }) => void (workflow === CODEX_WORKFLOW && begin('codex', Number(issue))),
  };
}

/** What GitHub refuses it, it does not do. */
function perform(parts: Parts, login: string, deed: AgentDeed): void {
  try {
    act(parts, login, deed);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

function act(parts: Parts, login: string, deed: AgentDeed): void {
  const { engine, github, announce, repository, people } = parts;
  const { model } = github.repository;
  const at = Math.floor(engine.timeline.now() / 1000) * 1000;
  switch (deed.do) {
    case 'push':
      if (!Object.hasOwn(model.branches, deed.branch)) return;
      push(model, { branch: deed.branch, message: `${deed.message}, ${at}`, author: login, at });
      for (const { pull } of followBranch(model, deed.branch, at))
        announce('pull_request', pullBody('synchronize', pull, repository, login));
      return;
    case 'comment': {
      const id = github.repository.people.comment(deed.on, login, deed.body);
      const said = { id, body: deed.body, at, login, isProgram: isProgram(model, login) };
      const under = model.issues.find(({ number, pullRequest }) => number === deed.on && pullRequest !== undefined);
      announce('issue_comment', commentBody('created', deed.on, under?.body, said, repository));
      return;
    }
    case 'mark ready': {
      const pull = getPullRequest(model, deed.pull);
      if (pull.state === 'closed' || !pull.pullRequest.draft) return;
      pull.pullRequest.draft = false;
      pull.updatedAt = at;
      announce('pull_request', pullBody('ready_for_review', pull, repository, login));
      return;
    }
    case 'approve': {
      github.repository.people.judge(deed.pull, login, 'approve');
      announce('pull_request_review', reviewBody(getPullRequest(model, deed.pull), repository, login));
      engine.coverage.sometimes('an agent approved something');
      return;
    }
    case 'close':
      people.change(deed.issue, 'closed');
  }
}

/** Somebody looks at the pull request of an issue, and approves it. Nothing, where there is none yet. */
export function approvePull({ github, announce, repository }: Omit<Parts, 'people'>, issue: number, by: string): void {
  const { model, people } = github.repository;
  const pull = model.issues.findLast(
    ({ state, pullRequest, body }) =>
      state === 'open' && pullRequest !== undefined && closedBy(model, body).includes(issue),
  );
  if (pull === undefined) return;
  people.judge(pull.number, by, 'approve');
  announce('pull_request_review', reviewBody(getPullRequest(model, pull.number), repository, by));
}
