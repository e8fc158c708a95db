/** The steps of the proof: what takes too long for every change, each on both cores and never two steps at once. */
import { type Step, testsStep } from './steps.ts';

const CONFIG = '--config=test/simulation/proof/vitest.config.ts';

/** Tests of the gate, which makes fewer: each has a core. */
const ATTACKS = [
  'services/ingress/mutated-requests.test.ts',
  'packages/audit/tampering.property.test.ts',
  '--testTimeout=1200000',
];

/** Whole days, the scenarios of the testing guide, the commands of the handbook, what can be set up wrongly or is killed meanwhile, and what a day costs. */
const ON_THE_STACK = [
  'test/stack',
  'testing-guide.proof.ts',
  'test/handbook',
  'bill.proof.ts',
  'faults.proof.ts',
  'killed-setup.proof.ts',
];

/** After the gate: both together take 25 minutes at most. */
const FEWER = { WORLDS: '200', WORLDS_IN_TURN: '2000' };

/** `from`: the first seed of the worlds. `gateFrom`: that of the gate before it, if there was one; there is less to do then. */
export function proofSteps(from: number, gateFrom?: number): Step[] {
  const isAfterGate = gateFrom !== undefined;
  const env = { DRAWN_FROM: String(from), ...(isAfterGate ? { ...FEWER, AFTER_GATE_FROM: String(gateFrom) } : {}) };
  const proof = (name: string, file: string) => testsStep(name, [CONFIG, file], env);
  // Its processes mostly wait: two files at a time, and nothing beside them that computes.
  const days = isAfterGate ? 4 : 6;
  const wholeStack = testsStep(`the whole stack, and ${4 * days} kills`, [CONFIG, '--maxWorkers=2', ...ON_THE_STACK], {
    KILL_DAYS: String(days),
  });
  const years = testsStep('years of schedules', [CONFIG, 'simulation/proof/schedules.proof.ts'], {
    YEARS: isAfterGate ? '500' : '20000',
  });
  const attacks = testsStep('100,000 mutated requests, 10,000 tamperings of the audit', ATTACKS, {
    MUTATED_REQUESTS: '100000',
    TAMPERINGS: '10000',
  });
  return [
    proof('worlds by family', 'by-family.proof.ts'),
    proof('worlds in turn', 'in-turn.proof.ts'),
    years,
    proof(isAfterGate ? 'half of the crashes' : 'every crash', 'every-crash.proof.ts'),
    proof(isAfterGate ? 'half of the mutants, others' : 'all mutants', 'mutants.proof.ts'),
    proof('baselines', 'baselines.proof.ts'),
    attacks,
    wholeStack,
  ];
}
