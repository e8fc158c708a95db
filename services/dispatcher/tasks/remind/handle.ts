/** Reminds people for whom a pull request waits. GitHub is asked first whether it still does. */
import { isDeepStrictEqual } from 'node:util';
import type { TaskRemind } from '@valine/contracts';
import { flushOutbox, GiveUp, logUnreadable, RetryLater } from '@valine/lambda-kit';
import { findOrTell, isPlanEnded, isTaskEnded, type TaskRecord, taskId, taskOfPlanned, tasksOf } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import { withDirect } from '../../people/called.ts';
import { peopleOf } from '../../people/people-of.ts';
import type { Ports } from '../../ports.ts';
import { threadLine } from '../../replies/notifications.ts';
import { authorNow, lookAt, MOST_WAITS } from '../progress/look-at.ts';
import { taskRules } from '../record/task-rules.ts';
import { decideTurn, type PullSeen } from '../turn/decide.ts';
import { changesWantedSince, type Due, haveWaited, remindedAfter, whoIsDue } from './decide.ts';
import { reminderMessage, reminderText } from './messages.ts';

/**
 * Anybody may have put it there: our records and GitHub say who is reminded. Four reads of GitHub where somebody is due, one more for an author, and
 * nobody is reminded where one fails. @throws RetryLater a few times while GitHub is away; StoreUnavailable, QueueUnavailable
 */
export async function handleTaskRemind(ports: Ports, message: TaskRemind, waits: number): Promise<void> {
  const { store, clock, settings, logger } = ports;
  const task = await store.find('task', taskId(message.planId, message.number));
  if (task === undefined) return;
  // A try that reminded somebody may have died before it told them.
  if (whoIsDue(task, settings, clock.now()).length === 0) return flushOutbox(ports, task);
  const elsewhere = await remindedElsewhere(ports, task);
  const dueNow = (of: TaskRecord) => whoIsDue(withReminded(of, elsewhere), settings, clock.now());
  if (dueNow(task).length === 0) return;
  const found = (await isUnderWay(ports, message)) ? await lookOrLeave(ports, task, message, waits) : undefined;
  if (found === undefined) return;
  const { seen, known } = found;
  const changed = await changeOwner(ports, taskRules, {
    source: message.id,
    ownerId: task.id,
    decide(current) {
      const now = clock.now();
      // GitHub may have shown an older state than the one that is known.
      if (!isDeepStrictEqual(decideTurn(seen, current, now), current.turn)) return { verdict: 'not seen' };
      const still = dueNow(current);
      const due = known.filter(({ personId }) => still.some((each) => each.personId === personId));
      if (due.length === 0) return { verdict: 'nobody' };
      const next = { ...current, reminded: remindedAfter(current, due) };
      return { verdict: 'reminded', next, messages: () => remindersOf(current, due) };
    },
  });
  if (changed?.isWritten) logger.info('people were reminded of a pull request', { task: task.id });
}

function remindersOf(task: TaskRecord, due: readonly Due[]) {
  const { cardKey, planId, id } = task;
  const days = due.map(({ personId, date }) => `${personId} ${date}`).join();
  const line = threadLine(cardKey, planId, `${id} reminds ${days}`, reminderMessage(task, due));
  const ofPerson = (id: string) => due.filter(({ personId }) => personId === id);
  return withDirect(line, planId, (personId) => [reminderText(task, ofPerson(personId))]);
}

/** By the tasks that other open plans have of the issue: nobody is reminded of it twice a day. A query, and a read for each of them. */
async function remindedElsewhere(
  { store, logger }: Ports,
  { planId, issue }: TaskRecord,
): Promise<NonNullable<TaskRecord['reminded']>> {
  const planned = await store.listPlanned(issue.number, 'open');
  const others = planned.filter((each) => each.planId !== planId).map(taskOfPlanned);
  const tasks = await Promise.all(others.map((id) => findOrTell(store, 'task', id, logUnreadable(logger))));
  return tasks.flatMap((task) => task?.reminded ?? []);
}

function withReminded(task: TaskRecord, elsewhere: NonNullable<TaskRecord['reminded']>): TaskRecord {
  return { ...task, reminded: [...(task.reminded ?? []), ...elsewhere] };
}

async function isUnderWay({ store }: Ports, { planId, number }: TaskRemind): Promise<boolean> {
  const plan = await store.find('plan', planId);
  const line = plan && tasksOf(plan).find((task) => task.number === number);
  return plan !== undefined && !isPlanEnded(plan) && line !== undefined && !isTaskEnded(line);
}

/** What cannot be read is not known; the sweep asks again. */
async function lookOrLeave(ports: Ports, task: TaskRecord, message: TaskRemind, waits: number) {
  const { id: source, planId, number } = message;
  try {
    const seen = await lookAt(ports, { source: `${source} look`, id: task.id, waits });
    return seen && { seen, known: await stillKnown(ports, task, seen) };
  } catch (error) {
    const isLeft = error instanceof GiveUp || (error instanceof RetryLater && waits >= MOST_WAITS);
    if (!isLeft) throw error;
    ports.logger.warn('nobody is reminded: how a pull request stands could not be read', { planId, number, error });
    return undefined;
  }
}

/** The people for whom it waits by the record, without those whose link has changed, who have acted, or who were just asked anew. */
async function stillKnown(ports: Ports, task: TaskRecord, seen: PullSeen): Promise<Due[]> {
  const { settings, clock } = ports;
  const due = whoIsDue(task, settings, clock.now());
  const logins = due.flatMap(({ login }) => login ?? []);
  const people = await peopleOf(ports, logins, seen.pull.accountIds);
  const still = async (each: Due): Promise<Due[]> => {
    const { personId, login, since = 0 } = each;
    if (login !== undefined) return people[login] === personId ? [each] : [];
    const wanted = changesWantedSince(seen);
    if (wanted === undefined || (await authorNow(ports, task, seen.pull)) !== personId) return [];
    const asked = { ...each, since: Math.max(since, wanted) };
    return haveWaited(asked, settings, clock.now()) ? [asked] : [];
  };
  return (await Promise.all(due.map(still))).flat();
}
