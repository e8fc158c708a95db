/** Breakages of the one mechanism that makes side effects: claim, wait, look, call, complete. */
import type { Mutant } from '../mutant.ts';

const FILE = 'packages/effects/attempt-effect.ts';

export const EFFECT_MUTANTS: readonly Mutant[] = [
  {
    name: 'quarantine of nothing',
    why: 'a call that lands late is not seen by the look, and made again',
    file: FILE,
    replace: 'if (repeatable || unconfirmed === 0) return leaseUntil;',
    by: 'if (quarantineMs >= 0) return leaseUntil;',
    family: 'effects',
    seeds: 150,
  },
  {
    name: 'lease ignored',
    why: 'a second worker calls while the first is still at it',
    file: FILE,
    replace: 'if (clock.now() < quietAt)',
    by: 'if (false)',
    family: 'effects',
  },
  {
    name: 'claimed by somebody else, called all the same',
    why: 'two workers that claim at once both call',
    file: FILE,
    replace: "if (!(await journal.claim(claim))) return held(claim.leaseUntil, 'another worker is at it');",
    by: 'await journal.claim(claim);',
  },
  {
    name: 'no look before another try',
    why: 'what an earlier call left behind is made a second time',
    file: FILE,
    replace: 'await effect.lookup(claim);',
    by: "({ kind: 'absent' });",
  },
  {
    name: 'earlier tries forgotten by the next claim',
    why: 'nobody looks for what an earlier worker may have done',
    file: FILE,
    replace: 'unconfirmed: unconfirmed + 1,',
    by: 'unconfirmed: 1,',
  },
  {
    name: 'frozen after the claim, called when thawed',
    why: 'the call goes out when another worker has long looked and called',
    file: FILE,
    replace: 'ports.clock.now() + ports.limits.callMs <= claim.leaseUntil;',
    by: 'true;',
    family: 'effects',
    odds: { 'freeze-after': 0.06 },
    seeds: 255,
  },
  {
    name: 'another effect forgets what the open one may have done',
    why: 'a message is created although an unconfirmed edit has shown it already',
    file: FILE,
    replace: 'return takesOver ? Math.min(earlier.unconfirmed, 1) : 0;',
    by: 'return 0;',
    odds: { 'lost-answer': 0.15, 'token-dies-early': 0.2 },
    seeds: 126,
  },
  {
    name: 'epoch that does not rise',
    why: 'a stale worker cannot be told from the one that holds the claim',
    file: FILE,
    replace: 'epoch: epoch + 1,\n    leaseUntil',
    by: 'epoch: Math.max(1, epoch), leaseUntil',
  },
  {
    name: 'Retry-After ignored',
    why: 'Discord blocks a bot that does not wait as long as it is told to',
    file: FILE,
    replace: 'const until = clock.now() + answer.afterMs;',
    by: 'const until = clock.now();',
  },
  {
    name: 'done before the outcome is recorded',
    why: 'the message is finished with, and nobody knows what became of the effect',
    file: FILE,
    replace: 'return (await journal.complete(claim, answer.outcome)) ? answer : overtaken;',
    by: 'return answer;',
  },
  {
    name: 'parked without a word for why',
    why: 'nobody finds in the documentation what to do',
    file: 'services/dispatcher/effects/effect-journal.ts',
    replace: '...(code === undefined ? {} : { code })',
    by: '...{}',
    family: 'effects',
  },
];
