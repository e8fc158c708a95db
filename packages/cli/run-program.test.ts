import { buildPlan, buildTask } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { memoryDeadLetters } from './dead-letters/test-dead-letters.ts';
import manifest from './package.json' with { type: 'json' };
import { NOW, testTerminal } from './test-terminal.ts';

it('valine --version says which it is', async () => {
  expect(await testTerminal().run('--version')).toEqual({ code: 0, stdout: manifest.version, stderr: '' });
});

it('shows no secret of its environment, whoever quotes it', async () => {
  const secrets = { GITHUB_TOKEN: 'canary_token/of+ada', PULUMI_CONFIG_PASSPHRASE: 'canary passphrase' };
  const said = Object.values(secrets).map((secret) => `${secret} ${btoa(secret)} ${encodeURIComponent(secret)}`);
  const open = () => Promise.reject(new Error(`it did not work: ${said.join(' ')}`));
  const { stderr } = await testTerminal().run('setup', { environment: secrets, open });
  expect(stderr).toMatch(/^it did not work: (\*\*\*=* ?){6}$/);
});

describe('valine runs', () => {
  it('lists open runs, the newest first', async () => {
    const { run, store } = testTerminal();
    await store.create(buildPlan({ id: 'plan-old', tasks: [buildTask(1, { state: 'merged' }), buildTask(2)] }));
    await store.create(buildPlan({ id: 'plan-new', requestedAt: NOW - 300_000, updatedAt: NOW - 300_000 }));
    expect((await run('runs')).stdout).toMatchInlineSnapshot(`
      "RUN       STATE    TASKS  LABEL  REPOSITORY  REQUESTED BY  CHANGED
      plan-new  pending  0/2    ready  acme/web    Ada           5m ago
      plan-old  pending  1/2    ready  acme/web    Ada           2h ago"
    `);
  });

  it('is asked for one place, not for two', async () => {
    const { code, stderr } = await testTerminal().run('--local --stage prod runs');
    expect(code).toBe(2);
    expect(stderr).toContain("option '--local' cannot be used with option '--stage <stage>'");
  });

  it('says how to get one when there is none', async () => {
    expect((await testTerminal().run('runs')).stdout).toContain('Propose one in Discord with /plan');
  });

  it('gives programs the records, without the tokens that answer interactions', async () => {
    const { run, store } = testTerminal();
    await store.create(buildPlan({ id: 'plan-1' }));
    const { stdout } = await run('runs --json');
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'plan-1', state: 'pending' }]);
    expect(stdout).not.toContain('interaction-token');
  });

  it('names a record that it cannot read, and lists the others', async () => {
    const { run, store, records } = testTerminal();
    records.set('plan#plan-odd', { ...buildPlan({ id: 'plan-odd' }), label: undefined });
    await store.create(buildPlan({ id: 'plan-1' }));
    const { code, stdout, stderr } = await run('runs --json');
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'plan-1' }]);
    expect(stderr).toMatchInlineSnapshot(
      `"The record of plan plan-odd cannot be read (label: expected string). Another version wrote it: deploy that one or a later one."`,
    );
    expect(code).toBe(0);
  });

  it.each(['runs --limit 0', 'runs --limit many', 'runs --nonsense', 'nonsense', 'show', 'dlq --queue nonsense'])(
    'refuses %s as written wrongly',
    async (command) => {
      const { code, stderr } = await testTerminal().run(command);
      expect(code).toBe(2);
      expect(stderr).toContain('valine --help');
    },
  );
});

describe('valine show', () => {
  it('shows everything of a run', async () => {
    const { run, store } = testTerminal();
    const ada = { person: { id: '1', name: 'Ada', roles: [] }, at: NOW - 60_000 };
    const tasks = [buildTask(1, { state: 'merged', assignee: 'grace' }), buildTask(2, { state: 'started' })];
    await store.create(buildPlan({ id: 'plan-1', state: 'in_progress', tasks, approvals: [ada], leftOut: 3 }));
    expect((await run('show plan-1')).stdout).toMatchInlineSnapshot(`
      "plan-1  in_progress
      acme/web, label ready, requested by Ada 2h ago, changed 2h ago (version 1), 3 more left out by the limit

      TASK  STATE    TITLE    ASSIGNEE  NOTE
      #1    merged   Issue 1  grace
      #2    started  Issue 2  –

      Approvals   1 of 1: Ada 1m ago
      Applied     1 interactions and deliveries
      To be sent  nothing
      Message     not shown yet"
    `);
  });

  it('says how to find a run that is not there', async () => {
    const { code, stderr } = await testTerminal().run('show plan-9');
    expect([code, stderr]).toEqual([
      1,
      'There is no run plan-9 (stage dev on the local stack). See the runs there are with: valine runs --all',
    ]);
  });
});

describe('valine dlq and redrive', () => {
  it('lists dead letters of every queue with what they are', async () => {
    const deadLetters = memoryDeadLetters();
    const body = '{"type":"issue.changed","id":"d-1"}';
    deadLetters.bury('dispatch', { messageId: 'm-1', body, sentAt: NOW - 7_200_000 });
    deadLetters.bury('verify', { messageId: 'm-2', body: 'not ours', sentAt: NOW });
    expect((await testTerminal({ deadLetters }).run('dlq')).stdout).toMatchInlineSnapshot(`
      "QUEUE     MESSAGE  RECEIVED  SENT      CONTENT
      dispatch  m-1      8         2h ago    issue.changed d-1
      verify    m-2      8         just now  not ours

      Once the cause is put right: valine redrive --all, or --message <message> for chosen ones. What nobody will repair: valine dlq --discard <message>."
    `);
  });

  it('gives programs what dead letters contain, without the tokens that answer interactions', async () => {
    const deadLetters = memoryDeadLetters();
    deadLetters.bury('dispatch', { messageId: 'm-1', body: '{"type":"command.requested","reply":{"token":"abc"}}' });
    const { stdout } = await testTerminal({ deadLetters }).run('dlq --queue dispatch --json');
    const letter = { messageId: 'm-1', content: { type: 'command.requested', reply: {} } };
    expect(JSON.parse(stdout)).toMatchObject([{ queue: 'dispatch', count: 1, letters: [letter] }]);
    expect(stdout).not.toContain('abc');
  });

  it('says so when there are more than it lists, and hides none', async () => {
    const deadLetters = memoryDeadLetters();
    deadLetters.bury('dispatch', ...Array.from({ length: 250 }, (_, n) => ({ messageId: `m-${n}` })));
    const lines = (await testTerminal({ deadLetters }).run('dlq')).stdout.split('\n');
    expect(lines.filter((line) => line.startsWith('dispatch  m-'))).toHaveLength(200);
    expect(lines).toContain(
      'dispatch: only 200 of about 250 were looked at and are shown; redrive finds the others too.',
    );
    expect((await testTerminal({ deadLetters }).run('redrive --message m-249')).stdout).toContain('m-249 is back');
  });

  it('says that there are none', async () => {
    expect((await testTerminal().run('dlq')).stdout).toBe('No dead letters (stage dev on the local stack).');
  });

  it('sends chosen dead letters back, says of others why not, and has failed then', async () => {
    const deadLetters = memoryDeadLetters();
    deadLetters.bury('dispatch', { messageId: 'm-1' });
    const { code, stdout, stderr } = await testTerminal({ deadLetters }).run('redrive --message m-1 m-9');
    expect([code, stdout]).toEqual([1, 'dispatch: m-1 is back in its queue.']);
    expect(stderr).toMatchInlineSnapshot(
      `"m-9 was not found: no dead letter has that id, it is back already, or it stands behind another of its conversation (redrive that first, or --all)."`,
    );
    const { code: nothing, stdout: json } = await testTerminal().run('redrive --message m-9 --json');
    expect([nothing, JSON.parse(json)]).toEqual([1, { moved: [], missing: ['m-9'], unfinished: [], stillHidden: 0 }]);
  });

  it.each(['redrive', 'redrive --all --message m-1'])('asks which dead letters are meant by %s', async (command) => {
    expect(await testTerminal().run(command)).toMatchObject({ code: 2, stderr: expect.stringContaining('Say which') });
  });
});

describe('valine register-commands', () => {
  it('overwrites the commands of one server', async () => {
    const { run, registered } = testTerminal();
    const { stdout } = await run('register-commands --guild 1577263084655869955');
    expect(stdout).toMatchInlineSnapshot(
      `"19 commands registered for stage dev on the local stack, application 77, in server 1577263084655869955: /plan /approve /status /ship /verify-latest /verify-run /diagnose /deploy-client /set-frontend /set-api-base /ux-update /agents /audit /ops /link /unlink /mute /unmute /help"`,
    );
    expect(registered).toMatchObject([
      [expect.arrayContaining([expect.objectContaining({ name: 'plan' })]), '1577263084655869955'],
    ]);
  });

  it.each(['register-commands --guild web', 'register-commands --dry-run --guild 42'])(
    'refuses %s',
    async (command) => {
      const { code, stdout, stderr } = await testTerminal().run(command);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain("Give the server's id, 17 to 20 digits");
    },
  );

  it('sends nothing on a dry run', async () => {
    const { run, registered } = testTerminal();
    const { stdout } = await run('register-commands --dry-run');
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: 'help', type: 1 }));
    expect(registered).toEqual([]);
  });
});
