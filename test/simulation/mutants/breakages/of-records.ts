/** Breakages of how records are kept. */
import type { Mutant } from '../mutant.ts';

const STORE = 'packages/records/memory/memory-store.ts';

export const RECORD_MUTANTS: readonly Mutant[] = [
  {
    name: 'create that overwrites',
    why: 'the second of two workers takes the first one’s record',
    file: STORE,
    replace: "if (recordMap.has(record)) return 'exists';",
    by: '',
  },
  {
    name: 'replace without its condition',
    why: 'a worker with old knowledge undoes what was written since',
    file: STORE,
    replace: "if (!isCurrent(recordMap.get(previous), previous, next)) return 'conflict';",
    by: '',
  },
  {
    name: 'outbox cleared without its condition',
    why: 'messages that another worker has promised are forgotten',
    file: STORE,
    replace: 'if (current?.version === record.version) recordMap.put',
    by: 'if (current !== undefined) recordMap.put',
    seeds: 183,
  },
  {
    name: 'a conflict taken for a write',
    why: 'an approval is lost, and its person is told that it counts',
    file: 'packages/records/change-record.ts',
    replace: "if (written === 'created' || written === 'replaced') return",
    by: 'if (written !== undefined) return',
    seeds: 153,
  },
  {
    name: 'illegal steps written',
    why: 'what has ended begins again',
    file: STORE,
    replace: '      assertLegal(previous, next);\n',
    by: '',
    also: [
      {
        file: STORE,
        replace:
          "return current.kind !== 'plan' || next.kind !== 'plan' || isLegalPlanStep(current.state, next.state);",
        by: 'return true;',
      },
      {
        file: 'services/dispatcher/plans/record/change-plan.ts',
        replace:
          'if (isPlanEnded(plan)) return plan === found ? { verdict } : { verdict, next: plan, messages: expired };',
        by: '',
      },
      {
        file: 'services/dispatcher/plans/approve/decide.ts',
        replace:
          "if (plan.state === 'cancelled') return { verdict: plan.isExpired ? 'run_expired' : 'run_discarded' };",
        by: '',
      },
      {
        file: 'services/dispatcher/plans/approve/decide.ts',
        replace: "if (plan.state !== 'pending') return { verdict: 'run_finished' };",
        by: '',
      },
    ],
    family: 'discard',
  },
  {
    name: 'records that live for a day',
    why: 'what comes again after a weekend is done again',
    file: 'packages/records/retention.ts',
    replace: 'RECORD_RETENTION_DAYS = 45',
    by: 'RECORD_RETENTION_DAYS = 1',
  },
  {
    name: 'records that live for three weeks',
    why: 'a redrive of dead letters does everything again',
    file: 'packages/records/retention.ts',
    replace: 'RECORD_RETENTION_DAYS = 45',
    by: 'RECORD_RETENTION_DAYS = 21',
  },
];
