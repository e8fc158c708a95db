/** How people link themselves with accounts on GitHub, or somebody else: in any order, with each other's codes and names, and late. */
import type { Random } from '../../engine/random.ts';
import type { Deed, Step } from '../step.ts';

/** Each person's own account, by their place among people. Who reviews, and who is asked to, are among them. */
export const ACCOUNTS = ['ada-gh', 'mara-k', 'cy-gh'] as const;

/** What people have said and pressed, in order: whatever is bound rests on it. Epoch milliseconds. */
export type LinkBook = {
  /** Of each `/link`, in order. */
  attempts: { id: string; personId: string }[];
  entered: { attempt: string; login: string }[];
  said: { attempt: string; login: string; name: string }[];
  confirmed: { attempt: string; personId: string }[];
  untied: { login: string; commentId: number; at: number }[];
};

export function newLinkBook(): LinkBook {
  return { attempts: [], entered: [], said: [], confirmed: [], untied: [] };
}

/** `hasApp`: the code is entered, and GitHub asked, before anything is said. `isCalm`: it is done as it is meant. */
export type Linking = { hasApp: boolean; isCalm: boolean };

/** As it is meant; else with a step that is left out, or another one's, or late. Some are interrupted by an end. */
export function linkingSteps(random: Random, linking: Linking): Step[] {
  const first = linkOf(random, linking, 0, 0);
  const second = linking.isCalm || random.chance(0.6) ? linkOf(random, linking, 1, 1) : [];
  if (linking.isCalm) return [...first, ...second];
  const again = random.chance(0.25) ? linkOf(random, linking, 2, random.int(0, 1)) : [];
  const ended = random.chance(0.4)
    ? [{ ...random.pick([unlink, sayUnlink])(random), afterMs: random.int(0, 9000) }]
    : [];
  const all = random.chance(0.4) ? random.shuffle([...first, ...second]) : [...first, ...second];
  return [...all, ...again, ...ended];
}

const LATE_MS = 14 * 60_000;

function linkOf(random: Random, { hasApp, isCalm }: Linking, attempt: number, by: number): Step[] {
  // Sent to somebody else, swapped, or read from a screen that is not theirs.
  const slip = (own: number) => (!isCalm && random.chance(0.25) ? random.int(0, 2) : own);
  const pause = (most: number) => (!isCalm && random.chance(0.03) ? LATE_MS : random.int(1000, most));
  const steps: Step[] = [
    ...(hasApp ? [{ do: 'enter code', attempt, account: slip(by), afterMs: pause(20_000) } as const] : []),
    { do: 'say link', attempt, account: slip(by), named: slip(by), afterMs: (hasApp ? 50_000 : 0) + pause(20_000) },
    { do: 'confirm link', attempt, by: slip(by), afterMs: pause(30_000) },
  ];
  const done = !isCalm && random.chance(0.25) ? random.shuffle(steps) : steps;
  return [
    { do: 'command', name: 'link', by, afterMs: random.int(0, 5000) },
    ...done.filter(() => isCalm || random.chance(0.93)),
  ];
}

const unlink = (random: Random): Deed => ({ do: 'command', name: 'unlink', by: random.int(0, 1) });
const sayUnlink = (random: Random): Deed => ({ do: 'say unlink', account: random.int(0, 1) });

/** Once they are linked; the one or the other thinks better of it. */
export function toldDirectly(random: Random): Step[] {
  return [0, 1]
    .filter(() => random.chance(0.7))
    .map((by) => ({
      do: 'command',
      name: 'link',
      by,
      options: { direct_messages: random.chance(0.9) },
      afterMs: random.int(60_000, 120_000),
    }));
}

const BAD_DAY_MS = 15 * 60_000;

/** A plan that who asked for it approves, and somebody else; and what became of its first task. `ben` pushes to it. */
export function dayUnderFourEyes(random: Random): Step[] {
  const several = random.shuffle(['ben', 'ada-gh', 'mara-k', 'eve'] as const).slice(0, random.int(2, 4));
  const reviewers = random.pick([['ben'], ['ada-gh'], several] as const);
  const deeds: Deed[] = [
    { do: 'command', name: 'plan', by: random.chance(0.8) ? 0 : 1, options: { limit: 2 } },
    ...random.shuffle([0, 1]).map((by): Deed => ({ do: 'press', button: 'approve', by, run: 0 })),
    { do: 'change pull', number: 1, change: 'ready' },
    ...(random.chance(0.9) ? [{ do: 'change pull', number: 1, change: 'review asked' } as const] : []),
    ...(random.chance(0.2) ? [{ do: 'change pull', number: 1, change: 'changes requested' } as const] : []),
    ...reviewers.map((by): Deed => ({ do: 'approve pull', number: 1, by })),
    ...[0, 1].map((by): Deed => ({ do: 'command', name: 'ship', by, run: 0 })),
  ];
  // The pull request has to be there first, and what was said of it heard, on a bad day too.
  const waits = (deed: Deed) =>
    (deed.do === 'change pull' && deed.change === 'ready') || (deed.do === 'command' && deed.name === 'ship');
  return deeds.map((deed) => ({ ...deed, afterMs: random.int(20_000, 90_000) + (waits(deed) ? BAD_DAY_MS : 0) }));
}

const HALF_HOUR_MS = 30 * 60_000;

/** Nobody acts for hours, and it is looked whether somebody has to be reminded; then they act. */
export function withSweeps(random: Random, day: readonly Step[]): Step[] {
  const asked = day.findLastIndex(({ do: what }) => what === 'change pull') + 1;
  const looks = Array.from({ length: random.int(3, 5) }, (): Step => ({ do: 'sweep', afterMs: HALF_HOUR_MS }));
  return day.toSpliced(asked, 0, ...looks);
}
