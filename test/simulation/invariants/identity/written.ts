/** What is asked at each write of a record, in worlds where people link themselves. */
import { peopleOnLine } from '@valine/dispatcher/plan-card';
import { isInForce, type Plan, type StoredRecord } from '@valine/records';
import type { Engine } from '../../engine/engine.ts';
import { ACCOUNTS, type LinkBook } from '../../people/identity/link-deeds.ts';
import { PEOPLE } from '../../people/interaction-body.ts';
import type { SimGitHub } from '../../platforms/github/sim-github.ts';
import type { SimStore } from '../../platforms/sim-store.ts';
import { checkBinding } from './binding.ts';
import { checkReminded, type OfReminders } from './reminded.ts';

/** `turns`: see `noteTurns`. */
export type OfIdentity = Omit<OfReminders, 'model'> & {
  links: LinkBook;
  turns: Turns;
  hasApp: boolean;
  fourEyes: boolean;
  twoAccounts: boolean;
};

export function createIdentityCheck(
  { engine, store, github }: { engine: Engine; store: SimStore; github: SimGitHub },
  of: OfIdentity,
) {
  const one: OnePerson = { since: undefined };
  return (previous: StoredRecord | undefined, written: StoredRecord): void => {
    checkBinding({ engine, store, ...of }, written);
    checkApprovedByOthers({ engine, store, ...of }, one, written);
    noteTurns(of.turns, previous, written);
    checkReminded(engine, { ...of, model: github.repository.model }, previous, written);
  };
}

/** Ben is Ada by the settings, for as long as she is linked with that account: `since`, where it is known. */
type OnePerson = { since: number | undefined };

/** The longest that a function works on what it has read. */
const AT_WORK_MS = 120_000;

/** At each write of a plan: two accounts on Discord of one person count once, and who asked is not who approves. */
function checkApprovedByOthers(
  { engine, store, twoAccounts }: { engine: Engine; store: SimStore; twoAccounts: boolean },
  known: OnePerson,
  written: StoredRecord,
): void {
  if (!twoAccounts) return;
  if (written.kind === 'identity' || written.kind === 'account') {
    const identity = store.get('identity', PEOPLE[0].id);
    const account = store.get('account', String(identity?.link?.account.id));
    const isLinked = identity?.link?.account.login === ACCOUNTS[0] && isInForce(identity, account);
    known.since = isLinked ? (known.since ?? engine.timeline.now()) : undefined;
  }
  if (written.kind === 'plan' && written.state === 'in_progress') checkPlan(engine, known, written);
}

function checkPlan({ report }: Engine, { since }: OnePerson, plan: Plan): void {
  const one: readonly string[] = [PEOPLE[0].id, PEOPLE[1].id];
  const theirs = plan.approvals.filter(({ person }) => one.includes(person.id));
  if (since === undefined || theirs.some(({ at }) => at - AT_WORK_MS < since)) return;
  const isOwn = plan.preventSelfApproval && one.includes(plan.requestedBy.id) && theirs.length > 0;
  if (isOwn || theirs.length > 1) report('nobody approves their own', `${plan.id}, as two`);
}

/** By plan, issue and person: how often it has become their turn. */
export type Turns = Map<string, number>;

function noteTurns(turns: Turns, previous: StoredRecord | undefined, next: StoredRecord): void {
  if (next.kind !== 'plan') return;
  for (const task of next.tasks) {
    const before = previous?.kind === 'plan' ? previous.tasks.find(({ number }) => number === task.number) : undefined;
    const known = before === undefined ? [] : peopleOnLine(before);
    for (const id of peopleOnLine(task).filter((each) => !known.includes(each)))
      turns.set(id, (turns.get(id) ?? 0) + 1);
  }
}
