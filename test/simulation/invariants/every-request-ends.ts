/** Every interaction that was taken ends in exactly one of: answered, refused with a message, parked with a reason. */

import { isTrackingEnded, linkAttemptId, replyKey } from '@valine/records';
import { POISON } from '../people/attacker/poison.ts';
import type { World } from '../world.ts';
import { deploySettingsOf } from './github/deploy-settings.ts';
import { siteChangesOf } from './github/site-changes.ts';
import { runsOf, tasksOf, trackingsOf } from './one-message.ts';

const ANSWER_REVISION = 2;
/** A press in time may wait ten minutes for GitHub: a change of the site is not told as expired before; and telling it takes its time. */
const LONGEST_END_MS = 11 * 60_000;

export function checkRequestsEnd(world: World): void {
  const { chronicle, store, engine } = world;
  const owners = [
    ...runsOf(world),
    ...trackingsOf(world),
    ...tasksOf(world),
    ...siteChangesOf(world),
    ...deploySettingsOf(world),
  ];
  const applied = new Set(owners.flatMap((record) => record.applied));
  for (const id of chronicle.accepted.keys()) {
    const isTaken =
      store.get('request', id) !== undefined || store.get('link-attempt', linkAttemptId(id)) !== undefined;
    if (!isTaken && !applied.has(id)) engine.report('every request ends', `${id} was taken and nothing came of it`);
    const record = store.get('message', `reply:${id}`);
    const answered = (record?.shownRevision ?? 0) >= ANSWER_REVISION;
    if (!answered && record?.parked === undefined) engine.report('every request ends', `${id} was never answered`);
  }
}

export function checkNothingLeft(world: World): void {
  const { queues, engine, store, chronicle } = world;
  // A refusal of what another copy has begun: whether it is sent or not, it is not shown.
  const overtaken = new Set([
    ...[...runsOf(world), ...trackingsOf(world), ...siteChangesOf(world)].map(({ applied: [asked] }) => asked),
    ...deploySettingsOf(world).flatMap(({ applied }) => applied),
  ]);
  for (const record of store.all()) {
    if (record.outbox.length === 0 || (record.kind === 'request' && overtaken.has(record.id))) continue;
    engine.report('no promise is left in an outbox', `${record.kind} ${record.id}`);
  }
  const dead = Object.values(queues.messages).flatMap((queue) => queue.dead());
  for (const { body } of dead)
    if (body !== POISON && !chronicle.forged.has(body))
      engine.report('dead letters come right when they are redriven', body.slice(0, 200));
}

/** Asked when the bound after the last fault is over. */
export function checkAllIsQuiet(world: World): void {
  const { queues, engine } = world;
  const now = engine.timeline.now();
  const waiting = [...runsOf(world), ...siteChangesOf(world)].filter(
    ({ decideBy = 0 }) => decideBy + LONGEST_END_MS > now,
  );
  // Of these, and no others, it may be told just now that their time is over.
  const ending = waiting.filter(({ decideBy = 0 }) => decideBy <= now).map(({ reply }) => `"key":"${replyKey(reply)}"`);
  const waits = (body: string) =>
    /^{"type":"(plan|site-change).expire"/.test(body)
      ? waiting.some(({ id }) => body.includes(id))
      : ending.some((key) => body.includes(key)) || isSweepJustDue(body, now);
  for (const [name, queue] of Object.entries(queues.messages))
    for (const { body } of queue.list().filter((each) => !waits(each.body)))
      engine.report('all ends in time once faults stop', `${name} still has ${body.slice(0, 200)}`);
}

/** It comes by the clock, whatever else is quiet. */
function isSweepJustDue(body: string, now: number): boolean {
  const [, slot = ''] = /^{"type":"sweep.due".*"slot":"([^"]+)"/.exec(body) ?? [];
  return now - Date.parse(slot) < 60_000;
}

/** Asked when faults have stopped and the time of every follow is over; an operator who redrives may be waited for. */
export function checkTrackingsEnd(world: World): void {
  const dead = Object.values(world.queues.messages)
    .flatMap((queue) => queue.dead().map(({ body }) => body))
    .filter((body) => !world.chronicle.forged.has(body));
  for (const tracking of trackingsOf(world)) {
    const about = [tracking.id, 'workflow_', ...tracking.applied];
    const awaited = dead.some((body) => about.some((part) => body.includes(part)));
    if (!isTrackingEnded(tracking) && !awaited)
      world.engine.report('every follow ends in time', `${tracking.id} is still ${tracking.state}`);
  }
}
