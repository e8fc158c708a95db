/** What a schedule has begun comes to its end: told only when it has failed so often in a row, and once when it is over. */
import type { ScheduleEnded } from '@valine/contracts';
import { trackingId } from '@valine/records';
import { readAt } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown, textOf } from '../../test-dispatcher.ts';
import { benchOf, buildReport, runEnded } from '../../workflows/tracking/test-trackings.ts';
import { scheduled } from '../test-schedules.ts';

type End = 'ok' | 'bad';

function nightly(more: { after_failures?: number }) {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  return scheduled({ name: 'nightly', do: 'diagnose', days: [...days], ...more });
}

type Team = ReturnType<typeof nightly>;

async function begin(team: Team, date: string) {
  const slot = `${date}T08:00:00Z`;
  team.at(slot);
  await team.due(slot);
}

/** @returns what the dispatcher tells itself of it */
async function end(team: Team, date: string, runId: number, verdict: End): Promise<ScheduleEnded[]> {
  const bench = benchOf(team, trackingId('diagnose', `schedule:nightly:${date}T09:00`));
  const before = team.queues.sent.length;
  await bench.sees({ run: runEnded('success', { id: runId }), report: buildReport({ verdict }) });
  const news = team.queues.sent.slice(before).map(({ body }) => body as ScheduleEnded);
  return news.filter(({ type }) => type === 'schedule.ended');
}

/** Each day one, until it has come to its end. */
async function days(ends: readonly End[], more: { after_failures?: number } = {}) {
  const team = nightly(more);
  const ended: ScheduleEnded[] = [];
  for (const [index, verdict] of ends.entries()) {
    const date = `2026-03-${String(10 + index)}`;
    await begin(team, date);
    ended.push(...(await end(team, date, 7001 + index, verdict)));
    for (const message of ended.slice(-1)) await team.takeRaw(message);
  }
  const alerts = () =>
    team
      .told()
      .flatMap(({ place, message }) => (place.in === 'reply-to' ? [readAt(team.clock.now(), textOf(message))] : []));
  return { ...team, ended, alerts };
}

describe('the team is told', () => {
  it.each<[string, End[], number]>([
    ['nothing while all is well', ['ok', 'ok'], 0],
    ['nothing of one failure', ['bad', 'ok', 'bad', 'ok'], 0],
    ['once of two in a row', ['bad', 'bad', 'bad', 'bad'], 1],
    ['once when it is well again', ['bad', 'bad', 'bad', 'ok', 'ok'], 2],
    ['anew when it fails anew', ['bad', 'bad', 'ok', 'bad', 'bad'], 3],
  ])('%s', async (_, ends, messages) => {
    expect((await days(ends)).alerts()).toHaveLength(messages);
  });

  it('after as many as the schedule says', async () => {
    expect((await days(['bad'], { after_failures: 1 })).alerts()).toHaveLength(1);
    expect((await days(['bad', 'bad'], { after_failures: 3 })).alerts()).toHaveLength(0);
  });

  it('once of each end, however often it is said', async () => {
    const { ended, takeRaw, alerts } = await days(['bad']);
    for (const message of [...ended, ...ended]) await takeRaw(message);
    expect(alerts()).toHaveLength(0);
  });

  it('nothing of an older one that ends when a newer one has ended', async () => {
    const team = nightly({ after_failures: 1 });
    for (const date of ['2026-03-10', '2026-03-11']) await begin(team, date);
    for (const message of await end(team, '2026-03-11', 7002, 'ok')) await team.takeRaw(message);
    for (const message of await end(team, '2026-03-10', 7001, 'bad')) await team.takeRaw(message);
    expect(team.told().filter(({ place }) => place.in === 'reply-to')).toEqual([]);
  });

  it('nothing of what is not the end of it', async () => {
    const { takeRaw, alerts, store } = await days(['bad']);
    const before = await store.find('schedule', 'schedule-nightly');
    await takeRaw({ type: 'schedule.ended', id: 'x', schedule: 'nightly', trackingId: 'diagnose-unknown' });
    await takeRaw({ type: 'schedule.ended', id: 'x', schedule: 'other', trackingId: 'diagnose-unknown' });
    expect(await store.find('schedule', 'schedule-nightly')).toEqual(before);
    expect(alerts()).toEqual([]);
  });

  it('nobody by name', async () => {
    const { told } = await days(['bad', 'bad', 'ok']);
    expect(told().filter(({ message }) => message.pings !== undefined)).toEqual([]);
  });

  it('in these words', async () => {
    const { alerts, queues, clock } = await days(['bad', 'bad', 'ok']);
    expect([...alerts(), readAt(clock.now(), shown(queues.sent, 'schedule-head:nightly:900'))]).toMatchInlineSnapshot(`
      [
        "🔴 \`/diagnose\` has failed 2 times in a row (schedule \`nightly\`): 🔴 Failed • Diagnose on Demand • [run](https://github.com/acme/web/actions/runs/7002). Look at its thread; this is told once, and again when it is well.",
        "🟢 \`/diagnose\` is well again (schedule \`nightly\`): 🟢 OK • Diagnose on Demand • [run](https://github.com/acme/web/actions/runs/7003)",
        "🔁 \`nightly\` does \`/diagnose\` at 09:00 • last just now: 🟢 OK • Diagnose on Demand • [run](https://github.com/acme/web/actions/runs/7003)",
      ]
    `);
  });
});
