/** A day of a team that ends as it should: a plan is approved, worked on, and shipped, with or without pull requests. */
import type { Random } from '../../engine/random.ts';
import type { Deed, Step } from '../step.ts';

/** As many issues as a world's plan begins with. */
const ISSUES = [1, 2, 3, 4];
const MINUTE = 60_000;

/** What comes after what the family itself does. `opensPullRequests`: what is worked on are these, not the issues. */
export function restOfDay(random: Random, opensPullRequests: boolean): Step[] {
  const approvals: Deed[] = [0, 1].map((by) => ({ do: 'press', button: 'approve', by, run: 0 }));
  const work = ISSUES.filter(() => random.chance(0.8)).map((number) => workOn(number, opensPullRequests));
  const steps = [...approvals, ...work].map((deed) => ({ ...deed, afterMs: random.int(0, 20_000) }));
  const ship = { do: 'command', name: 'ship', by: random.int(0, 1), run: 0 } as const;
  const anyway = { do: 'press', button: 'ship-anyway', by: random.int(0, 1), run: 0 } as const;
  return [
    ...steps,
    { ...ship, afterMs: random.int(1, 5) * MINUTE },
    ...(random.chance(0.3) ? [{ ...ship, afterMs: random.pick([0, 1000]) }] : []),
    { ...anyway, afterMs: random.int(0, 2) * MINUTE },
  ];
}

function workOn(number: number, opensPullRequests: boolean): Deed {
  return opensPullRequests
    ? { do: 'change pull', number, change: 'ready' }
    : { do: 'change issue', number, change: 'closed' };
}
