/** Breakages of how proposals wait for somebody to decide about them. */
import type { Mutant } from '../mutant.ts';

const RECORD = 'services/dispatcher/plans/record';

export const PLAN_MUTANTS: readonly Mutant[] = [
  {
    name: 'an approval after its time counts',
    why: 'what starts is a list that nobody has looked at since yesterday',
    file: `${RECORD}/change-plan.ts`,
    replace: 'afterItsTime(found, ports.clock.now())',
    by: 'afterItsTime(found, 0)',
    family: 'undecided',
    seeds: 609,
  },
  {
    name: 'a proposal looked at once and no more',
    why: 'it asks for a decision for ever, and holds its issues',
    file: 'services/dispatcher/plans/expire/handle.ts',
    replace: "if (looked?.verdict !== 'waits') return;",
    by: 'return;',
    family: 'undecided',
  },
  {
    name: 'what has expired asks on',
    why: 'people press a button that does nothing any more',
    file: 'services/dispatcher/plans/card/messages.ts',
    replace: "  if (plan.state !== 'pending') return [];\n  const discard",
    by: "  if (plan.state !== 'pending' && !plan.isExpired) return [];\n  const discard",
    family: 'undecided',
  },
  {
    name: 'what has expired begins all the same',
    why: 'somebody works on what nobody has approved',
    file: `${RECORD}/after-its-time.ts`,
    replace: "state: 'cancelled', isExpired: true, endedAt: now, endNote: EXPIRED_NOTE };",
    by: "state: 'cancelled', isExpired: true, endedAt: now, endNote: EXPIRED_NOTE, tasks: plan.tasks.map((task) => ({ ...task, state: 'started' })) };",
    family: 'undecided',
  },
  {
    name: 'what GitHub does not show taken for nothing',
    why: 'somebody works on what another issue has to be done for first',
    file: 'packages/github/create-github.ts',
    replace: 'return { open: [], unseen: issue.openBlockers, refusal };',
    by: 'return { open: [], refusal };',
    family: 'choose',
    seeds: 456,
  },
  {
    name: 'what is not shown waits for ever',
    why: 'a task does not begin although nothing blocks it any more',
    file: 'services/dispatcher/plans/issues/decide.ts',
    replace: 'isFree && unseenBlockers !== undefined ? rest : task',
    by: 'isFree && unseenBlockers === 0 ? rest : task',
    family: 'ship',
    seeds: 1611,
  },
  {
    name: 'one that waits not looked at when a plan is compared',
    why: 'what GitHub does not show is over, and nobody hears of it',
    file: 'services/verifier/plans/decide-differences.ts',
    replace: "task.state === 'pending' && isBlocked(task));",
    by: "task.state === 'pending' && openBlockersOf(task).length > 0);",
    family: 'ship',
    seeds: 1611,
  },
  {
    name: 'what is blocked begins with the others',
    why: 'somebody works on what another issue has to be done for first',
    file: 'services/dispatcher/plans/approve/decide.ts',
    replace: "  return task.state === 'pending' && !isBlocked(task) ? {",
    by: "  return task.state === 'pending' ? {",
    family: 'choose',
    seeds: 417,
  },
];
