/** `valine replay`, against a log of deliveries in memory. */
import { type DeliveryAttempt, GitHubError } from '@valine/github';
import { describe, expect, it } from 'vitest';
import type { WebhookLog } from '../terminal/ports.ts';
import { NOW, testTerminal } from '../test-terminal.ts';

const HOUR = 3_600_000;

function attempt(id: number, guid: string, statusCode: number, hoursAgo: number): DeliveryAttempt {
  const status = statusCode === 202 ? 'OK' : 'Service Unavailable';
  return { id, guid, event: 'issues', at: NOW - hoursAgo * HOUR, statusCode, status, isRedelivery: false };
}

/** Pages of tries, the newest first. */
function logOf(pages: readonly DeliveryAttempt[][]) {
  const sent: number[] = [];
  const webhookLog: WebhookLog = {
    async page(cursor = '0') {
      const next = Number(cursor) + 1;
      return { attempts: pages[Number(cursor)] ?? [], ...(next < pages.length && { next: String(next) }) };
    },
    redeliver: async (id) => void sent.push(id),
  };
  return { ...testTerminal({ webhookLog }), sent };
}

const PAGES = [
  [attempt(5, 'b-2', 202, 1), attempt(4, 'c-3', 503, 2)],
  [attempt(3, 'c-3', 503, 3), attempt(2, 'b-2', 503, 4)],
  [attempt(1, 'a-1', 503, 80)],
];

it('lists what nobody took, each once, and not what came in the end or is no longer kept', async () => {
  const { run } = logOf(PAGES);
  expect((await run('replay --list')).stdout).toMatchInlineSnapshot(`
    "DELIVERY  EVENT   LAST SENT  TRIES  GITHUB SAYS
    c-3       issues  2h ago     2      Service Unavailable"
  `);
  expect(JSON.parse((await run('replay --list --json')).stdout)).toMatchObject([{ guid: 'c-3', tries: 2 }]);
  expect((await logOf([]).run('replay --list')).stdout).toMatchInlineSnapshot(
    `"Each delivery in GitHub's log of the last three days was taken in the end (stage dev on the local stack)."`,
  );
});

it.each(['c-3', 'C-3', '3'])('has one sent again that is called %s, and enters that in the audit', async (name) => {
  const { run, sent } = logOf(PAGES);
  const { code, stdout } = await run(`replay ${name}`);
  expect([code, sent]).toEqual([0, [name === '3' ? 3 : 4]]);
  expect(stdout).toContain('GitHub sends c-3 again (issues');
  expect((await run('audit')).stdout).toMatch(/valine replay.*c-3/);
});

describe('what cannot be sent again is said', () => {
  it.each(['a-1', 'z-9', '77'])('%s is not in the log', async (name) => {
    const { run, sent } = logOf(PAGES);
    const { code, stderr } = await run(`replay ${name}`);
    expect([code, sent]).toEqual([1, []]);
    expect(stderr).toContain(`has no delivery ${name}: valine replay --list`);
  });

  it.each(['replay', 'replay c-3 --list'])('%s is written wrongly', async (line) => {
    expect(await logOf(PAGES).run(line)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name one delivery'),
    });
  });

  it('in the words of GitHub', async () => {
    const refuse = () =>
      Promise.reject(new GitHubError({ operation: 'list deliveries', reason: 'forbidden', status: 403 }));
    const { run } = testTerminal({ webhookLog: { page: refuse, redeliver: refuse } });
    expect(await run('replay --list')).toMatchObject({ code: 1, stderr: expect.stringContaining('list deliveries') });
  });
});
