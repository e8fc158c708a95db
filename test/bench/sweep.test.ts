/** What an hour of sweeps takes, and what follows of them: reads and writes of records, sends to queues, requests to GitHub. */
import { readFileSync } from 'node:fs';
import { entryOf } from '@valine/lambda-kit';
import { planId } from '@valine/records';
import { parseSettings } from '@valine/settings';
import { buildEffect, buildLink, buildPlan } from '@valine/testing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTeam, type Team } from '../stories/support/open-team.ts';

const MINUTE = 60_000;
/** A Monday, in the hours in which people are reminded. */
const MONDAY = Date.UTC(2026, 10, 30, 10);
const SWEEPS = 12;

type Counts = { reads: number; writes: number; sends: number; requests: Record<string, number> };

/** From now on. */
function count({ store, queues, github }: Team): () => Counts {
  const counts = { reads: 0, writes: 0, sends: 0 };
  const counted = <F extends (...given: never[]) => unknown>(what: keyof typeof counts, call: F): F =>
    new Proxy(call, {
      apply(target, self, given) {
        counts[what] += 1;
        return Reflect.apply(target, self, given);
      },
    });
  for (const read of ['find', 'listPlans', 'listTrackings', 'listPlanned'] as const)
    Object.assign(store, { [read]: counted('reads', store[read]) });
  for (const write of ['create', 'replace', 'claimEdit', 'clearOutbox'] as const)
    Object.assign(store, { [write]: counted('writes', store[write]) });
  queues.send = counted('sends', queues.send);
  github.forgetRequests();
  return () => {
    const made = Object.groupBy(github.requests(), kindOf);
    const requests = Object.entries(made).map(([kind, all]) => [kind, all?.length ?? 0] as const);
    return { ...counts, requests: Object.fromEntries(requests.toSorted()) };
  };
}

function kindOf(request: string): string {
  return request
    .replace('/repos/acme/web', '')
    .replace(/\?.*/, '')
    .replace(/\b[0-9a-f]{40}\b/g, '{sha}')
    .replace(/\b\d+\b/g, '{n}');
}

async function sweep({ queues, settle, wait }: Team): Promise<void> {
  const slot = new Date(Math.floor(Date.now() / (5 * MINUTE)) * 5 * MINUTE).toISOString();
  await queues.send('dispatch', [{ body: { type: 'sweep.due', id: 'due', slot } }]);
  await settle();
  await wait(5 * MINUTE);
}

/** `during`: what happens between two sweeps. */
async function hourOf(team: Team, during: (index: number) => void = () => {}): Promise<Counts> {
  await sweep(team);
  const counts = count(team);
  for (let index = 0; index < SWEEPS; index += 1) {
    during(index);
    await sweep(team);
  }
  team.chat.channel();
  team.chat.thread();
  return counts();
}

describe('an hour of sweeps', () => {
  afterEach(() => void vi.useRealTimers());

  it('that is quiet reads the log of deliveries once for each, and writes one record', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: MONDAY });
    const counts = await hourOf(await openTeam());
    expect(rowOf('quiet', counts)).toEqual(rowInDocs('quiet'));
    expect(counts.requests).toMatchInlineSnapshot(`
      {
        "GET /hooks/{n}/deliveries": 12,
      }
    `);
  });

  it('that is busy: deliveries fail, rules are there, an effect waits, and people may have to be reminded', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: MONDAY });
    const team = await openTeam({ settings: busySettings() });
    await wait4Hours(team);
    const during = (index: number) => {
      if (index % 3 > 0) return;
      team.github.dropWebhooks(2);
      team.github.openIssue('Nothing to do with us', ['other']);
    };
    const counts = await hourOf(team, during);
    expect(rowOf('busy', counts)).toEqual(rowInDocs('busy'));
    expect(counts.requests).toMatchInlineSnapshot(`
      {
        "GET /commits/{sha}/check-runs": 4,
        "GET /commits/{sha}/status": 4,
        "GET /hooks/{n}/deliveries": 12,
        "GET /issues/{n}": 4,
        "GET /pulls/{n}": 4,
        "GET /pulls/{n}/reviews": 4,
        "POST /hooks/{n}/deliveries/{n}/attempts": 8,
      }
    `);
  });
});

/** As docs/cost.md has it. */
function rowOf(name: string, { reads, writes, sends, requests }: Counts): string[] {
  const asked = Object.values(requests).reduce((sum, each) => sum + each, 0);
  return [name, ...[reads, writes, sends, asked].map(String)];
}

function rowInDocs(name: string): string[] | undefined {
  const docs = readFileSync(new URL('../../docs/cost.md', import.meta.url), 'utf8');
  const line = docs.split('\n').find((each) => each.startsWith(`| ${name} `));
  return line
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function busySettings() {
  const NOTIFICATION_RULES = JSON.stringify({
    red: { event: 'workflow_run', mode: 'changes', channel: '900' },
    live: { event: 'release', channel: '900' },
  });
  const REVIEW_REMINDERS = JSON.stringify({ after_hours: 1, from: '08:00', to: '18:00' });
  const read = parseSettings({ NOTIFICATION_RULES, REVIEW_REMINDERS, DISCORD_BOT_TOKEN: 'x' }, [
    'NOTIFICATION_RULES',
    'REVIEW_REMINDERS',
  ]);
  return { notificationRules: read.NOTIFICATION_RULES, reviewReminders: read.REVIEW_REMINDERS };
}

/** An effect of an open plan has waited for an admin, and a pull request for its reviewer. */
async function wait4Hours(team: Team): Promise<void> {
  const { store, queues, chat, github, settle } = team;
  for (const record of buildLink('700000000000000009', { id: 9, login: 'lin-t' })) await store.create(record);
  await chat.command('/plan limit:1');
  await chat.press('Approve', 'ben');
  await team.wait(MINUTE);
  const id = planId('of the benchmark');
  const parked = { reason: 'GitHub refused.', at: Date.now() };
  await store.create(buildPlan({ id, state: 'in_progress', effects: [buildEffect({ parked })] }));
  await queues.send('dispatch', [entryOf({ type: 'effect.parked', id: 'p', ownerKind: 'plan', ownerId: id })]);
  github.pushToPull(8);
  github.markReady(8);
  github.requestReview(8, 'lin-t');
  await settle();
  await team.wait(4 * 60 * MINUTE);
}
