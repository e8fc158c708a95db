/** Who is reminded that a pull request waits for them: in their hours, and once on a day of theirs. Times are epoch milliseconds. */
import { isAgentAtWork, isMuted, type TaskRecord } from '@valine/records';
import { haveWorked, hoursOf, isWorkingHour, localTimeAt } from '@valine/settings/calendar';
import type { DispatcherSettings } from '../../ports.ts';
import type { PullSeen } from '../turn/decide.ts';

type Hours = Pick<DispatcherSettings, 'reviewReminders' | 'schedules'>;

/** Somebody whom it waits for. `login`: of who is asked for a review; absent of an author, of whom changes are asked. */
type Waiting = { personId: string; since?: number | undefined; login?: string };
/** `date`: the day, as their clocks show it. */
export type Due = Waiting & { date: string };

/** As of the last look: by their ids on Discord. An agent is not reminded. */
export function peopleWaitedFor(task: Pick<TaskRecord, 'turn' | 'agent'>): Waiting[] {
  const { of, why = [], personId } = task.turn ?? {};
  if (of === 'reviewer')
    return why.flatMap((reason) =>
      reason.is === 'asked' && reason.personId !== undefined
        ? [{ personId: reason.personId, since: reason.since, login: reason.login }]
        : [],
    );
  const changes = why.find((reason) => reason.is === 'changes requested');
  if (changes === undefined || personId === undefined || isAgentAtWork(task)) return [];
  return [{ personId, since: changes.since }];
}

export function whoIsDue(task: Pick<TaskRecord, 'turn' | 'agent' | 'reminded'>, settings: Hours, now: number): Due[] {
  const { reviewReminders, schedules } = settings;
  if (reviewReminders === undefined) return [];
  return peopleWaitedFor(task).flatMap((waiting) => {
    const { personId } = waiting;
    const hours = hoursOf(personId, reviewReminders, schedules);
    const { date } = localTimeAt(now, hours.time_zone);
    const isTold = task.reminded?.some((each) => each.personId === personId && each.date === date) ?? false;
    const isDue = isWorkingHour(now, hours) && !isTold;
    return isDue && haveWaited(waiting, settings, now) ? [{ ...waiting, date }] : [];
  });
}

/**
 * Those of which somebody is due. Several open plans may have one issue: one of them reminds, rather one that is not muted, and who was reminded
 * by any of them is not due that day. The others are asked about at the next look.
 */
export function onePerIssue(tasks: readonly TaskRecord[], settings: Hours, now: number): TaskRecord[] {
  const ofIssues = Map.groupBy(tasks, ({ issue }) => issue.number);
  return [...ofIssues.values()].flatMap((ofIssue) => {
    const reminded = ofIssue.flatMap((task) => task.reminded ?? []);
    const due = ofIssue.filter((task) => whoIsDue({ ...task, reminded }, settings, now).length > 0);
    return due.find((task) => !isMuted(task, now)) ?? due[0] ?? [];
  });
}

export function haveWaited(
  { personId, since = 0 }: Waiting,
  { reviewReminders, schedules }: Hours,
  now: number,
): boolean {
  if (reviewReminders === undefined) return false;
  return haveWorked(reviewReminders.after_hours, { since, now }, hoursOf(personId, reviewReminders, schedules));
}

/** Whether somebody could be due at all. */
export function isAnybodysHour({ reviewReminders, schedules }: Hours, now: number): boolean {
  if (reviewReminders === undefined) return false;
  const people = [undefined, ...Object.keys(reviewReminders.people)];
  return people.some((personId) => isWorkingHour(now, hoursOf(personId, reviewReminders, schedules)));
}

/**
 * Since when changes of this very head are wanted, by GitHub. Undefined where nobody tells of any: whoever has pushed since has done something, though GitHub
 * wants the reviewer's word for it.
 */
export function changesWantedSince({ pull, head }: PullSeen): number | undefined {
  const wanting = (head?.reviews.reviews ?? []).filter(
    ({ is, headSha, login }) =>
      is === 'changes_requested' && headSha === pull.headSha && !pull.askedFor?.includes(login),
  );
  return wanting.length === 0 ? undefined : Math.min(...wanting.map(({ at }) => at));
}

export function remindedAfter({ reminded = [] }: Pick<TaskRecord, 'reminded'>, due: readonly Due[]) {
  const others = reminded.filter(({ personId }) => due.every((each) => each.personId !== personId));
  return [...others, ...due.map(({ personId, date }) => ({ personId, date }))].slice(-MOST_PEOPLE);
}

/** More than it waits for at a time. */
const MOST_PEOPLE = 20;
