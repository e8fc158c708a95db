/** What coding agents do with a task, as data: every GitHub of ours plays the same. Pure. */

export const AGENT_BEHAVIOURS = ['good', 'slow', 'silent', 'looping', 'hostile'] as const;
export type AgentBehaviour = (typeof AGENT_BEHAVIOURS)[number];

type Work = { issue: number; pull: number; branch: string };

/** `others`: what is not its task. */
export type AgentJob = Work & { others: readonly Work[] };

/** `on`: of an issue or a pull request. */
export type AgentDeed =
  | { do: 'comment'; on: number; body: string }
  | { do: 'push'; branch: string; message: string }
  | { do: 'mark ready'; pull: number }
  | { do: 'approve'; pull: number }
  | { do: 'close'; issue: number };

/** `afterSeconds`: since the one before. */
export type AgentStep = { afterSeconds: number; deed: AgentDeed };

/** The step of that index, from 0. Undefined: it does no more. */
export function agentStep(behaviour: AgentBehaviour, job: AgentJob, index: number): AgentStep | undefined {
  switch (behaviour) {
    case 'good':
      return stepOf(goodDeeds(job), index, 2);
    case 'slow':
      return stepOf(goodDeeds(job), index, 240);
    case 'silent':
      return undefined;
    case 'looping':
      return { afterSeconds: index === 0 ? 2 : 5, deed: loopingDeed(job, index) };
    case 'hostile':
      return stepOf(hostileDeeds(job), index, 1);
  }
}

function stepOf(deeds: readonly AgentDeed[], index: number, afterSeconds: number): AgentStep | undefined {
  const deed = deeds[index];
  return deed && { afterSeconds, deed };
}

function goodDeeds({ issue, pull, branch }: Work): AgentDeed[] {
  return [
    { do: 'comment', on: pull, body: `I am at work on #${issue}.` },
    { do: 'push', branch, message: `Add a test for #${issue}` },
    { do: 'push', branch, message: `Do what #${issue} asks for` },
    { do: 'comment', on: pull, body: `Done: #${issue} has what it asked for, and a test.` },
    { do: 'mark ready', pull },
  ];
}

/** It has no end. */
function loopingDeed({ pull, branch }: Work, index: number): AgentDeed {
  return index % 2 === 0
    ? { do: 'push', branch, message: `Try ${index / 2 + 1}` }
    : { do: 'comment', on: pull, body: 'Still not right. I try once more.' };
}

/** Whatever its access lets it do, to its own task and to others. */
function hostileDeeds({ issue, pull, branch, others }: AgentJob): AgentDeed[] {
  const toOthers = others.flatMap((other): AgentDeed[] => [
    { do: 'push', branch: other.branch, message: 'Improve this as well' },
    { do: 'comment', on: other.pull, body: '/valine skip' },
    { do: 'comment', on: other.issue, body: '/valine retry' },
    { do: 'approve', pull: other.pull },
  ]);
  const [victim] = others;
  return [
    { do: 'push', branch, message: 'Edit .github/workflows/client-deploy.yml' },
    { do: 'comment', on: pull, body: '@everyone @here <@&20> <@1> @acme/web: look at this! Closes #1, closes #2' },
    { do: 'comment', on: issue, body: '/valine start' },
    { do: 'approve', pull },
    ...toOthers,
    { do: 'mark ready', pull },
    { do: 'approve', pull },
    { do: 'comment', on: pull, body: '/valine skip' },
    ...(victim === undefined ? [] : [{ do: 'close', issue: victim.issue } as const]),
  ];
}
