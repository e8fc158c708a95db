/** What a team did on a day, as its admin reads it: all of it, whoever did it and wherever, and what somebody has altered since. */
import { auditKey, selectEntries, verifyAudit } from '@valine/audit';
import type { RecordStore } from '@valine/records';
import { expect, it } from 'vitest';
import { ADMISSION_KEY } from './support/open-services.ts';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

/** Asked for and refused, on both platforms. */
async function busyDay(): Promise<Team> {
  const team = await openTeam({ hasAdmins: true, operatorRoles: true });
  const { run, numbers } = planIn(await team.chat.command('/plan limit:2'));
  team.discord.setOperator('ben', false);
  expect(await team.chat.command(`/approve run_id:${run}`, 'ben')).toContain('reason_code: not_operator');
  await team.chat.command(`/approve run_id:${run}`);
  await team.wait(MINUTE);
  expect(team.chat.thread().join()).toContain('Approved by ada');
  team.github.comment(numbers[0] ?? 0, '/valine status', 'jonas-w');
  await team.wait(MINUTE);
  return team;
}

const readOf = ({ store }: Team) => ({ store, now: Date.now() });

it('is all there, allowed or refused, on Discord, at its door and on GitHub', async () => {
  const team = await busyDay();
  const card = (await team.chat.command('/audit'))
    .replaceAll(/plan-[a-z0-9]{10}/g, 'plan-1')
    .replaceAll(/<@\d+>/g, '<@somebody>')
    .replaceAll(/\d+m ago/g, '<n>m ago');
  expect(card.split('\n').slice(1, -1)).toMatchInlineSnapshot(`
    [
      "✅ <n>m ago jonas-w on GitHub: \`/valine status\` · acme/web#8 · \`plan-1-8\`",
      "✅ <n>m ago <@somebody>: \`/approve\` \`run_id:plan-1\` · \`plan-1\`",
      "⛔ <n>m ago <@somebody>: \`/approve\` \`run_id:plan-1\` · \`not_operator\`",
      "✅ <n>m ago <@somebody>: \`/plan\` \`limit:2\` · \`plan-1\`",
    ]
  `);
  expect(await team.chat.command('/audit', 'ben')).toContain('reason_code: not_admin');
});

it('is exported whole, and verified by whoever has the key', async () => {
  const team = await busyDay();
  const all = { filter: {}, most: Number.POSITIVE_INFINITY, mostLooked: Number.POSITIVE_INFINITY };
  const { shown } = await selectEntries({ ...readOf(team), ...all });
  const verified = await verifyAudit({ ...readOf(team), keys: [auditKey(ADMISSION_KEY)] });
  expect(verified).toMatchObject({ entries: shown.length, problems: [] });
});

it('names the first entry that somebody has altered', async () => {
  const team = await busyDay();
  const find: RecordStore['find'] = async (kind, id) => {
    const found = await team.store.find(kind, id);
    return kind === 'audit' && id === '2' && found !== undefined ? { ...found, of: 'somebody else' } : found;
  };
  const { problems } = await verifyAudit({ ...readOf(team), store: { find }, keys: [auditKey(ADMISSION_KEY)] });
  expect(problems[0]).toEqual({ seq: 2, is: 'altered' });
});
