/** At each write of a task: who is reminded is whose turn it is, in their hours, once a day, and has not acted. */
import { isDeepStrictEqual } from 'node:util';
import { type GitHubModel, reviewsOf } from '@valine/github-model';
import type { StoredRecord, TaskRecord } from '@valine/records';
import type { Chronicle } from '../../chronicle.ts';
import type { Engine } from '../../engine/engine.ts';
import { ACCOUNTS } from '../../people/identity/link-deeds.ts';
import { PEOPLE } from '../../people/interaction-body.ts';

/** By which their text is known. */
export const REMINDER = '⏰';

/** By person: how often they were reminded. */
export type Reminded = Map<string, number>;
export type OfReminders = {
  reminded: Reminded;
  reminders: { from: number; to: number } | undefined;
  model: GitHubModel;
};

/** The longest that a function works on what it has read. */
const AT_WORK_MS = 120_000;

export function checkReminded(
  engine: Engine,
  { reminded, reminders, model }: OfReminders,
  previous: StoredRecord | undefined,
  written: StoredRecord,
): void {
  if (written.kind !== 'task' || reminders === undefined) return;
  const before = previous?.kind === 'task' ? (previous.reminded ?? []) : [];
  const now = written.reminded ?? [];
  for (const { personId } of now.filter((each) => !before.some((one) => isDeepStrictEqual(one, each)))) {
    reminded.set(personId, (reminded.get(personId) ?? 0) + 1);
    engine.coverage.sometimes('somebody was reminded');
    if (!isTurnOf(written, personId)) engine.report('who is reminded has the turn', personId);
    if (hasActed(engine, model, written, personId)) engine.report('who has acted is not reminded', personId);
    const minutes = Math.floor((engine.timeline.now() % 86_400_000) / 60_000);
    if (minutes < reminders.from || minutes - AT_WORK_MS / 60_000 >= reminders.to)
      engine.report('people are reminded in their hours', `${personId} at minute ${minutes}`);
  }
}

function isTurnOf({ turn }: TaskRecord, id: string): boolean {
  if (turn?.of === 'author') return turn.personId === id && turn.why.some(({ is }) => is === 'changes requested');
  return turn?.of === 'reviewer' && turn.why.some((reason) => reason.is === 'asked' && reason.personId === id);
}

/** By GitHub's own book: a review of theirs was there when it was looked at, and nobody has asked for another. */
function hasActed({ timeline }: Engine, model: GitHubModel, { turn, pullRequest }: TaskRecord, id: string): boolean {
  const number = pullRequest?.number ?? 0;
  const issue = model.issues.find((each) => each.number === number);
  const login = ACCOUNTS[PEOPLE.findIndex((person) => person.id === id)] ?? '';
  if (turn?.of !== 'reviewer' || issue?.pullRequest?.reviewers?.includes(login)) return false;
  return reviewsOf(model, number).some(({ author, at }) => author === login && at < timeline.now() - AT_WORK_MS);
}

/** In the end each of them was told, in the thread or alone. */
export function checkRemindersTold({
  engine,
  chronicle,
  reminded,
}: {
  engine: Engine;
  chronicle: Chronicle;
  reminded: Reminded;
}): void {
  const told = new Map<string, number>();
  for (const { place, message } of chronicle.newest.values()) {
    if (!message.content?.includes(REMINDER)) continue;
    const people = place.in === 'direct' ? [place.personId] : (message.pings?.users ?? []);
    for (const id of people) told.set(id, (told.get(id) ?? 0) + 1);
  }
  for (const id of new Set([...told.keys(), ...reminded.keys()]))
    if (told.get(id) !== reminded.get(id))
      engine.report('who is reminded is told once', `${id}: ${told.get(id) ?? 0} of ${reminded.get(id) ?? 0} times`);
}
