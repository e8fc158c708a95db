/** Breakages of how tasks begin, follow their pull requests, and are shipped. */
import type { Mutant } from '../mutant.ts';

const START = 'services/dispatcher/tasks/start/handle.ts';
const RULES = 'services/dispatcher/tasks/record/task-rules.ts';
const LINE = 'services/dispatcher/plans/tasks/decide.ts';
const SHIP = 'services/dispatcher/plans/ship';

const PROPOSING = 'services/dispatcher/plans/plan/handle.ts';
const ISSUES = 'services/dispatcher/plans/issues/handle.ts';

export const TASK_MUTANTS: readonly Mutant[] = [
  {
    name: 'a plan that its issues do not find',
    why: 'an issue that is closed moves no task',
    file: PROPOSING,
    replace: '    await writePlannedIssues(ports, plan);\n',
    by: '',
    family: 'issues',
  },
  {
    name: 'a plan that the issue of one of its tasks does not find',
    why: 'the last issue of a plan is closed, and moves no task',
    file: PROPOSING,
    replace: 'plan.tasks.map(({ number }) => store.create(',
    by: 'plan.tasks.slice(1).map(({ number }) => store.create(',
    family: 'issues',
  },
  {
    name: 'a plan that is found by the wrong issue',
    why: 'an issue that is closed moves no task',
    file: 'packages/records/kinds/task.ts',
    replace: 'planId, repository, number, requestedAt,',
    by: 'planId, repository, number: number + 1, requestedAt,',
    family: 'issues',
  },
  {
    name: 'a plan that is there before its issues find it',
    why: 'a try that dies in between leaves a plan that hears of nothing',
    file: PROPOSING,
    replace: '    await writePlannedIssues(ports, plan);\n    await createOwner(ports, planRules, plan);\n',
    by: '    await createOwner(ports, planRules, plan);\n    await writePlannedIssues(ports, plan);\n',
    family: 'issues',
    odds: { 'crash-after': 0.1, 'crash-before': 0.1 },
  },
  {
    name: 'an event of a task that is only proposed is dropped',
    why: 'a proposal shows an issue as open that is closed',
    file: ISSUES,
    replace: 'isFollowed ||= plan !== undefined && !isPlanEnded(plan);',
    by: 'isFollowed = true;',
    also: [
      {
        file: ISSUES,
        replace: '      if (decision === undefined) return',
        by: "      if (decision === undefined || plan.state === 'pending') return",
      },
    ],
    family: 'plan',
  },
  {
    name: 'a plan that has ended is found as before',
    why: 'an event costs a read more for every plan that ever had its issue',
    file: 'services/dispatcher/plans/record/plan-rules.ts',
    replace: '  if (!isPlanEnded(plan) || isPlanEnded(before)) return [];',
    by: '  if (plan.tasks.length > 0) return [];',
    family: 'discard',
  },
  {
    name: 'the label that the work takes off ends its task',
    why: 'each task is skipped as soon as it has begun',
    file: 'services/dispatcher/plans/issues/decide.ts',
    replace: 'hasBegun(task) ? undefined : plan.label',
    by: 'plan.label',
    family: 'approve',
  },
  {
    name: 'a task that has begun tells nothing when it is told to begin again',
    why: 'what a try promised that died is never sent',
    file: START,
    replace: '  if (begun !== undefined) return flushOutbox(ports, begun);',
    by: '  if (begun !== undefined) return;',
    family: 'approve',
    odds: { 'crash-after': 0.2, 'freeze-after': 0.2 },
    seeds: 318,
  },
  {
    name: 'the tasks of a plan are not compared with GitHub',
    why: 'a pull request whose webhook is lost stays a draft for ever',
    file: 'services/dispatcher/plans/record/plan-reconcile.ts',
    replace: '    ...opened.map(',
    by: '    ...opened.slice(0, 0).map(',
    family: 'approve',
    odds: { 'webhook-lost': 0.6 },
    seeds: 327,
  },
  {
    name: 'an older revision of a task on its line',
    why: 'the line of a task goes back',
    file: LINE,
    replace: '  if (revision < (line.revision ?? 0)) return line;\n',
    by: '',
    family: 'approve',
    seeds: 354,
  },
  {
    name: 'the pull request of a task is not kept',
    why: 'the card shows a task without it, and nobody ships it',
    file: RULES,
    replace: '{ ...task, pullRequest: { number, url } } : task;',
    by: 'task : task;',
    family: 'approve',
  },
  {
    name: 'an effect that follows is intended without what brings it back',
    why: 'a task stays half begun',
    file: RULES,
    replace: 'outbox: [...task.outbox, ...due] };',
    by: 'outbox: [...task.outbox, ...due.slice(0, 0)] };',
    family: 'approve',
  },
  {
    name: 'a shipping ends with the first answer',
    why: 'a plan is called done while its pull requests are being merged',
    file: `${SHIP}/handle.ts`,
    replace: 'if (shipping === undefined || shipping.waiting.length > 0)',
    by: 'if (shipping === undefined)',
    family: 'ship',
    seeds: 6204,
  },
  {
    name: 'a shipping forgets what it waits for',
    why: 'whoever ships reads for ever that pull requests are looked at',
    file: `${SHIP}/decide.ts`,
    replace: '  return { ...shipping, waiting, left',
    by: '  return { ...shipping, left',
    family: 'ship',
  },
];
