/** Now and then a day is larger: a team of twenty-five issues, or a second plan that has what the first left unfinished. */
import type { Random } from '../../engine/random.ts';
import type { Step } from '../step.ts';

/** Of a team as it mostly is. */
export const FEW_ISSUES = 4;
const MANY_ISSUES = 25;

export type LargerDay = { steps: Step[]; issues: number };

/** A large world takes as long as ten others, so that one in so many is. */
const LARGE_EVERY = 100;

export function largerDay(random: Random, steps: readonly Step[], opensPullRequests: boolean): LargerDay {
  if (random.chance(1 / LARGE_EVERY)) {
    const atOnce = manyAtOnce(random, opensPullRequests);
    const before = Math.max(1, steps.length - 3);
    return { steps: [...steps.slice(0, before), ...atOnce, ...steps.slice(before)], issues: MANY_ISSUES };
  }
  return { steps: random.chance(0.1) ? [...steps, ...nextDay(random, steps)] : [...steps], issues: FEW_ISSUES };
}

/** People tidy up, or get a lot done: it is told within some seconds. */
function manyAtOnce(random: Random, opensPullRequests: boolean): Step[] {
  const numbers = Array.from({ length: MANY_ISSUES }, (_, index) => index + 1).filter(() => random.chance(0.5));
  return numbers.map((number) => ({
    ...(opensPullRequests
      ? ({ do: 'change pull', number, change: 'ready' } as const)
      : ({ do: 'change issue', number, change: 'closed' } as const)),
    afterMs: random.int(0, 500),
  }));
}

/** What is open yet is proposed anew, and approved. */
function nextDay(random: Random, steps: readonly Step[]): Step[] {
  const run = steps.filter((step) => step.do === 'command' && step.name === 'plan').length;
  const afterMs = random.int(60_000, 600_000);
  const approvals = [0, 1].map((by) => ({ do: 'press', button: 'approve', by, run, afterMs: 1000 }) as const);
  return [{ do: 'command', name: 'plan', by: random.int(0, 1), options: {}, afterMs }, ...approvals];
}
