/** What becomes of a task on GitHub stands on its line of the plan's card, and in its thread; the last one ends a shipping. */
import type { Outgoing, TaskChanged } from '@valine/contracts';
import { datedMerges, findLink, isPlanEnded, type Plan, type Task } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { heldLines, movedTasks, withoutHeld } from '../held/held.ts';
import { byPerson, byShipping, FOUND_BY_CHECK, TOLD_BY_GITHUB } from '../issues/messages.ts';
import { planRules } from '../record/plan-rules.ts';
import { shippingAfter } from '../ship/decide.ts';
import { concludeShipping } from '../ship/handle.ts';
import { isNews, lineAfter, type TaskChange } from './decide.ts';

type Next = { next: Plan; messages(after: Plan): Outgoing[] };

export async function handleTaskChanged(ports: Ports, { id, ...change }: TaskChanged): Promise<void> {
  await applyTaskChange(ports, id, change);
}

/** `source`: what tells of it. */
async function applyTaskChange(ports: Ports, source: string, change: TaskChange): Promise<void> {
  const doer = await doerOf(ports, change);
  await changeOwner(ports, planRules, {
    source,
    ownerId: change.planId,
    decide(plan) {
      const now = ports.clock.now();
      const by = mergedBy(plan, change);
      const lines = plan.tasks.map((task) => (task.number === change.number ? lineAfter(task, change, by) : task));
      const tasks = datedMerges(plan.tasks, lines, now);
      const shipping = plan.shipping && shippingAfter(plan.shipping, change);
      const isSame = shipping === plan.shipping && tasks.every((task, index) => task === plan.tasks[index]);
      if (isPlanEnded(plan) || isSame) return { verdict: 'nothing' };
      const shown = showMoved(plan, tasks, change, { doer, source, now });
      if (shipping === undefined) return { verdict: 'shown', ...shown };
      return {
        verdict: 'shipping',
        ...conclude(shown, { ...shown.next, shipping }, { source, now, deploys: ports.settings.deployAfterShip }),
      };
    },
  });
}

/** Who is called by it, of those whose own doing it is: their id on Discord. Two reads, where it is the author's turn and somebody's doing. */
async function doerOf({ store, settings }: Ports, { by, turn }: TaskChange): Promise<string | undefined> {
  if (by === undefined || turn === undefined) return undefined;
  const isTheirs = (login: string | undefined) => login?.toLowerCase() === by.toLowerCase();
  const { personId } = turn;
  if (personId === undefined)
    return turn.why.filter((reason) => reason.is === 'asked').find(({ login }) => isTheirs(login))?.personId;
  const link = await findLink(store, personId);
  return isTheirs(link?.account.login) || isTheirs(settings.gitHubLogins[personId]) ? personId : undefined;
}

type About = { doer: string | undefined; source: string; now: number };

function showMoved(plan: Plan, tasks: Task[], change: TaskChange, about: About): Next {
  const moved = tasks.filter((task, index) => isNews(task, plan.tasks[index]));
  if (moved.length === 0) return { next: { ...plan, tasks }, messages: () => [] };
  const isTurn = moved.every((task) =>
    plan.tasks.some(({ number, state }) => number === task.number && state === task.state),
  );
  return movedTasks(plan, tasks, { moved, cause: isTurn ? TOLD_BY_GITHUB : causeOf(plan, change), ...about });
}

function mergedBy({ shipping }: Plan, { by, ship }: TaskChange): string | undefined {
  if (by !== undefined) return by;
  return shipping !== undefined && ship?.id === shipping.id ? shipping.by.name : undefined;
}

function causeOf({ shipping }: Plan, { by, ship }: TaskChange): string {
  if (by !== undefined) return byPerson(by);
  return shipping !== undefined && ship?.id === shipping.id ? byShipping(shipping.by.name) : FOUND_BY_CHECK;
}

/** What was held is told before the end: nobody reads on after the last line. */
function conclude(shown: Next, plan: Plan, how: Parameters<typeof concludeShipping>[1]): Next {
  const { next, messages } = concludeShipping(plan, how);
  const isHeld = isPlanEnded(next) && shown.next.held !== undefined;
  const lines = (after: Plan) => (isHeld ? heldLines(shown.next, after) : shown.messages(after));
  return {
    next: isHeld ? withoutHeld(next, how.now) : next,
    messages: (after) => [...lines(after), ...messages(after)],
  };
}
