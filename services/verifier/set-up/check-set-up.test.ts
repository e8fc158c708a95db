/** A look at the set-up, and what of it the dispatcher hears. */
import { SetUpObserved } from '@valine/contracts';
import { fakeSetUp, manualClock, recordingLogger, recordingQueues } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { checkSetUp } from './check-set-up.ts';

const SLOT = '2026-11-30T20:00:00Z';

function world() {
  const setUp = fakeSetUp();
  const ports = { queues: recordingQueues(), clock: manualClock(), logger: recordingLogger() };
  return {
    setUp,
    ...ports,
    async look(id = 'set-up 1') {
      await checkSetUp(ports, setUp, { type: 'set-up.check', id, slot: SLOT, ticket: 'a ticket' });
      return SetUpObserved.parse(ports.queues.sent.at(-1)?.body);
    },
  };
}

describe('a look at the set-up', () => {
  it('tells of each check that was made how it came out', async () => {
    const { findings, ...about } = await world().look();
    expect(about).toMatchObject({ slot: SLOT, ticket: 'a ticket' });
    expect(findings.map(({ check, is }) => `${check} ${is}`)).toMatchInlineSnapshot(`
      [
        "github.identity good",
        "github.permissions good",
        "github.clock good",
        "github.repository good",
        "github.ref good",
        "github.webhook good",
        "github.webhook-events good",
        "github.deliveries good",
        "github.workflows good",
        "github.variables good",
      ]
    `);
  });

  it('says what is wrong, and what mends it', async () => {
    const { setUp, look } = world();
    setUp.broken.add('github.webhook').add('github.workflows');
    expect((await look()).findings.filter(({ is }) => is === 'bad')).toMatchInlineSnapshot(`
      [
        {
          "check": "github.webhook",
          "is": "bad",
          "mend": "Switch it on (Active).",
          "says": "The webhook is switched off.",
        },
        {
          "check": "github.workflows",
          "is": "bad",
          "mend": "Run valine setup, which proposes it as a pull request; or set CLIENT_DEPLOY_WORKFLOW to the name of your own.",
          "says": ".github/workflows/client-deploy.yml (Client Deploy) is not there on main. (And 1 more.)",
        },
      ]
    `);
  });

  it('knows the events that notification rules need, as valine doctor does', async () => {
    const { setUp, look } = world();
    setUp.settings = { ...setUp.settings, NOTIFICATION_RULES: '{"live":{"event":"release","channel":"1"}}' };
    expect((await look()).findings.filter(({ is }) => is === 'bad')).toMatchObject([
      { check: 'github.webhook-events', says: 'GitHub does not tell of: Releases.' },
    ]);
  });

  it('tells nothing of what it could not see', async () => {
    const { setUp, look } = world();
    setUp.isAway = true;
    expect((await look()).findings).toEqual([]);
  });

  it('is the same for every copy of the message', async () => {
    const { look } = world();
    expect(await look()).toEqual(await look());
  });

  it('does not judge the webhook of a GitHub elsewhere by an address of this machine', async () => {
    const { setUp, look } = world();
    setUp.webhookUrl = 'http://127.0.0.1:3000/github/webhook';
    expect((await look()).findings.map(({ check }) => check)).not.toContain('github.webhook');
  });
});
