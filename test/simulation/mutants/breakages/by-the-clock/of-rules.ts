/** Breakages of notification rules: what they tell, when, and how often. */
import type { Mutant } from '../../mutant.ts';

export const RULE_MUTANTS: readonly Mutant[] = [
  {
    name: 'of changes, what is older counts as well',
    why: 'a run of yesterday whose news come late says that main is red, and it is not',
    file: 'packages/notification-rules/decide-notifications.ts',
    replace: "if (!isNewer(happening.order, heard?.order)) return { do: 'nothing', why: 'older' };",
    by: '',
    family: 'rules',
    seeds: 30,
  },
  {
    name: 'changes tell every run',
    why: 'main stays green, and the channel hears of it all day',
    file: 'packages/notification-rules/decide-notifications.ts',
    replace: "if (outcomeOf(happening) === (heard?.outcome ?? 'good')) return { do: 'nothing', why: 'no change' };",
    by: '',
    family: 'rules',
    seeds: 30,
  },
  {
    name: 'what is held comes again with every copy',
    why: 'the same failure stands twice in the morning’s message',
    file: 'services/dispatcher/rules/held/decide.ts',
    replace: "if (before.known.includes(news.id)) return { verdict: 'known' };",
    by: '',
    family: 'rules',
    seeds: 30,
  },
  {
    name: 'a rule sends what it tells only when it has decided so',
    why: 'a function that ends in between has the channel never hear of it',
    file: 'services/dispatcher/rules/happened/handle.ts',
    replace: 'if (record !== undefined) await flushOutbox(ports, record);',
    by: "if (record !== undefined && verdict.do !== 'nothing') await flushOutbox(ports, record);",
    family: 'rules',
    seeds: 30,
  },
  {
    name: 'a muted task is told of',
    why: 'whoever has muted it reads of it all the same',
    file: 'services/dispatcher/plans/held/held.ts',
    replace:
      'const [muted, heard] = [moved.filter((task) => isMuted(task, now)), moved.filter((task) => !isMuted(task, now))];',
    by: 'const [muted, heard]: (readonly Task[])[] = [[], moved];',
    family: 'rules',
    seeds: 90,
  },
  {
    name: 'what a muted task does not say is not counted',
    why: 'nobody sees that something was left out',
    file: 'services/dispatcher/plans/held/held.ts',
    replace: 'return { ...task, mutedLines: (task.mutedLines ?? 0) + 1 };',
    by: 'return { ...task };',
    family: 'rules',
    seeds: 90,
  },
  {
    name: 'whoever is heard last decides about a mute',
    why: 'a `/mute` that comes late mutes what somebody has just had heard again',
    file: 'services/dispatcher/rules/mute/decide.ts',
    replace: "if (before !== undefined && isAskedBefore(id, before)) return 'superseded';",
    by: '',
    family: 'rules',
    seeds: 90,
  },
];
