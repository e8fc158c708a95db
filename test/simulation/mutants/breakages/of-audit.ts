/** Breakages of the audit: one entry for each interaction, in a chain, that says what people were told. */
import type { Mutant } from '../mutant.ts';

const APPEND = 'packages/audit/append.ts';

export const AUDIT_MUTANTS: readonly Mutant[] = [
  {
    name: 'a copy claims a number of its own',
    why: 'an interaction that is delivered twice has two entries',
    file: APPEND,
    replace: "if ((await store.create(claim)) === 'created') return claim;\n  return getClaim(store, of);",
    by: 'await store.create(claim);\n  return claim;',
    family: 'plan',
    seeds: 300,
  },
  {
    name: 'a number is taken for free that the head does not name',
    why: 'two entries follow the same one, and the second hangs on nothing',
    file: APPEND,
    replace: 'tail = await newestOf(ports, there.tail);',
    by: 'tail = await newestOf(ports, { ...there.tail, hash: tail.hash });',
    family: 'approve',
    seeds: 600,
  },
  {
    name: 'a refusal that stands in a plan is not kept for the audit',
    why: 'the audit calls done what was refused',
    file: 'services/dispatcher/effects/change-owner.ts',
    replace: '...(reasonCode !== undefined && { refused: withRefusal(owner, source, reasonCode) }),',
    by: '...(reasonCode === source && { refused: withRefusal(owner, source, reasonCode) }),',
    family: 'approve',
    seeds: 300,
  },
];
