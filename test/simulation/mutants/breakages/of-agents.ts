/** Breakages of what holds for coding agents: how many at once and in a day, how long, and who has to approve what they wrote. */
import type { Mutant } from '../mutant.ts';

const DECIDE = 'services/dispatcher/tasks/approvals/decide.ts';
const FOLLOW = 'services/dispatcher/agents/follow/decide.ts';
const SLOTS = 'services/dispatcher/agents/slots/decide.ts';

export const AGENT_MUTANTS: readonly Mutant[] = [
  {
    name: 'what an agent wrote is merged without approvals',
    why: 'an agent’s change is live, and nobody has read it',
    file: 'services/dispatcher/tasks/ship/decide.ts',
    replace: 'if (approvals.length === 0 || !mayGoOn(decision)) return decision;',
    by: 'return decision;',
    family: 'agents',
    seeds: 300,
  },
  {
    name: 'what was approved before a push counts',
    why: 'an agent pushes once it is approved, and that is merged unread',
    file: DECIDE,
    replace: "review.is === 'approved' && review.headSha === headSha",
    by: "review.is === 'approved'",
    family: 'agents',
    seeds: 600,
  },
  {
    name: 'agents approve what agents wrote',
    why: 'an agent approves itself, and is merged',
    file: DECIDE,
    replace: 'filter(({ login, isPerson = false }) => !isAgent({ login, isPerson }, logins))',
    by: 'filter(() => logins.length >= 0)',
    family: 'agents',
    seeds: 900,
  },
  {
    name: 'who may only read approves',
    why: 'a stranger has an agent’s change merged',
    file: DECIDE,
    replace: "['admin', 'write'];",
    by: "['admin', 'write', 'read'];",
    family: 'agents',
    seeds: 900,
  },
  {
    name: 'who gave the task approves it alone',
    why: 'one person has something written and merged, and nobody else has seen it',
    file: DECIDE,
    replace: 'const doubt = valid.length < WITHOUT_KNOWING ? doubtAbout(valid, rule) : {};',
    by: 'const doubt = {};',
    family: 'agents',
    seeds: 900,
  },
  {
    name: 'as many agents work at once as like to',
    why: 'whatever AGENT_TASKS_AT_ONCE says, nobody can follow so many',
    file: SLOTS,
    replace: 'if (slots.length >= limits.agentTasksAtOnce)',
    by: 'if (slots.length >= 99)',
    family: 'agents',
    seeds: 60,
  },
  {
    name: 'agents take as many tasks a day as they like',
    why: 'what a day may cost is no limit',
    file: SLOTS,
    replace: 'if (given.length >= most) return',
    by: 'if (given.length >= 99) return',
    family: 'agents',
    seeds: 500,
  },
  {
    name: 'an agent keeps its task, whatever it does',
    why: 'a task is with an agent that does nothing, and no person has it',
    file: FOLLOW,
    replace: 'if (silentMs >= timeoutMs)\n    return',
    by: 'if (silentMs >= timeoutMs * 99)\n    return',
    also: [{ file: FOLLOW, replace: 'const MOST_TIMEOUTS = 4;', by: 'const MOST_TIMEOUTS = 99;' }],
    family: 'agents',
    seeds: 60,
  },
];
