import { describe, expect, it } from 'vitest';
import { ingressSettings } from './ingress-settings.ts';
import { parseSettings } from './parse-settings.ts';
import { SettingsError } from './parse-with.ts';
import { SERVICES } from './resource-names.ts';
import { settingsOf } from './settings.ts';

describe('settings', () => {
  it('are read into their types, with their defaults', () => {
    const source = { GITHUB_REPOSITORY: 'acme/web', OPERATOR_ROLE_IDS: '1, 2 3', PREVENT_SELF_APPROVAL: 'TRUE' };
    expect(
      parseSettings(source, ['GITHUB_REPOSITORY', 'OPERATOR_ROLE_IDS', 'PREVENT_SELF_APPROVAL', 'APPROVALS_REQUIRED']),
    ).toEqual({
      GITHUB_REPOSITORY: 'acme/web',
      OPERATOR_ROLE_IDS: ['1', '2', '3'],
      PREVENT_SELF_APPROVAL: true,
      APPROVALS_REQUIRED: 1,
    });
  });

  it('report every problem at once', () => {
    const source = { GITHUB_REPOSITORY: 'not a repository', APPROVALS_REQUIRED: '0', DISCORD_PUBLIC_KEY: '' };
    expect(() =>
      parseSettings(source, ['GITHUB_REPOSITORY', 'DISCORD_PUBLIC_KEY'], ['APPROVALS_REQUIRED', 'DISCORD_CHANNEL_ID']),
    ).toThrowErrorMatchingInlineSnapshot(`
      [SettingsError: Settings are not complete. Set or correct:
        GITHUB_REPOSITORY must be owner/name: The repository whose issues are planned and whose workflows are run, as \`owner/name\`.
        DISCORD_PUBLIC_KEY is not set: The Discord application's public key; every interaction is verified against it.
        APPROVALS_REQUIRED must be a number from 1 to 99: How many different people must approve a plan.]
    `);
  });

  describe.each(['OPERATOR_ROLE_IDS', 'ALLOWED_GUILD_IDS', 'ALLOWED_CHANNEL_IDS'] as const)('%s', (name) => {
    const problemOf = (value: string) => {
      try {
        return parseSettings({ [name]: value }, [name])[name];
      } catch (error) {
        return error instanceof SettingsError ? error.problems[0]?.split(': ')[0] : error;
      }
    };

    it.each([
      ['Operators', 'must be Discord ids (digits only), separated by commas'],
      ['1100000000000000001;1100000000000000002', 'must be Discord ids (digits only), separated by commas'],
      ['<@&1100000000000000001>', 'must be Discord ids (digits only), separated by commas'],
      ['1, x', 'must be Discord ids (digits only), separated by commas'],
      [', ', 'names nobody'],
      [' ', 'names nobody'],
    ])('is refused when it is %j', (value, problem) => {
      expect(problemOf(value)).toBe(`${name} ${problem}`);
    });

    it('is for everyone only when it is not set', () => {
      expect(problemOf('')).toEqual([]);
      expect(problemOf('1100000000000000001')).toEqual(['1100000000000000001']);
    });
  });

  it('give every function its log level', () => {
    expect(parseSettings({ LOG_LEVEL: 'WARN' }, ['LOG_LEVEL'])).toEqual({ LOG_LEVEL: 'warn' });
    expect(parseSettings({}, ['LOG_LEVEL'])).toEqual({ LOG_LEVEL: 'info' });
    expect(() => parseSettings({ LOG_LEVEL: 'loud' }, ['LOG_LEVEL'])).toThrow('must be debug, info, warn or error');
    expect(SERVICES.filter((service) => !settingsOf(service).includes('LOG_LEVEL'))).toEqual([]);
  });

  it('that ingress reads are in its own table, and no others', () => {
    expect(Object.keys(ingressSettings).sort()).toEqual(settingsOf('ingress').sort());
  });

  it('leave out what is optional and not set', () => {
    expect(parseSettings({}, [], ['GITHUB_TOKEN'])).toEqual({});
  });
});

describe.each(['FRONTEND_BASE_URL', 'VITE_API_BASE', 'GITHUB_API_URL', 'DISCORD_API_URL'] as const)('%s', (name) => {
  it.each(['https://api.example.com', ' https://api.example.com/prod/ ', 'http://127.0.0.1:4000'])(
    'may be %j',
    (value) => {
      expect(parseSettings({ [name]: value }, [name])).toEqual({ [name]: value.trim() });
    },
  );

  it.each([
    ['https://api.example.com/#', 'must have no `?` and no `#`: paths are added to it'],
    ['https://api.example.com#/', 'must have no `?` and no `#`: paths are added to it'],
    ['https://api.example.com/v1?', 'must have no `?` and no `#`: paths are added to it'],
    ['https://api.example.com?stage=dev', 'must have no `?` and no `#`: paths are added to it'],
    ['api.example.com', 'must be an http(s) URL'],
    ['https://[', 'must be an http(s) URL'],
    ['ftp://api.example.com', 'must be an http(s) URL'],
  ])('may not be %j: %s', (value, problem) => {
    expect(() => parseSettings({ [name]: value }, [name])).toThrow(`${name} ${problem}`);
  });
});

describe('structured settings', () => {
  it('have their standard values', () => {
    const read = parseSettings({}, ['STEP_PATTERNS', 'CUSTOM_CHECKS', 'ALLOWED_DOMAINS', 'FOLLOW_TIMEOUT_MINUTES']);
    expect(read).toEqual({
      STEP_PATTERNS: { Build: ['build'], 'S3 sync': ['s3 sync', 'sync to s3'], 'CF invalidation': ['invalidat'] },
      CUSTOM_CHECKS: [],
      ALLOWED_DOMAINS: [],
      FOLLOW_TIMEOUT_MINUTES: 60,
    });
  });

  it('are read from JSON', () => {
    const given = '[{"name":"Search","url":"https://shop.example.com/search","max_ms":500}]';
    expect(parseSettings({ CUSTOM_CHECKS: given }, ['CUSTOM_CHECKS']).CUSTOM_CHECKS).toEqual([
      { name: 'Search', url: 'https://shop.example.com/search', expect_status: 200, max_ms: 500 },
    ]);
  });

  it.each([
    ['CUSTOM_CHECKS', 'not JSON', 'must be a JSON list'],
    ['CUSTOM_CHECKS', '[{"name":"x"}]', 'must be a JSON list'],
    ['CUSTOM_CHECKS', '[{"name":"x","url":"ftp://x"}]', 'must be a JSON list'],
    ['STEP_PATTERNS', '{"Build":" | "}', 'must be JSON such as'],
    ['ALLOWED_DOMAINS', 'https://example.com', 'must be domain names'],
    ['ALLOWED_DOMAINS', '*.example.com', 'must be domain names'],
    ['CLIENT_DEPLOY_WORKFLOW', '../deploy.yml', 'must be the file name of a workflow'],
    ['DIAGNOSE_TRIGGER', 'push', 'must be workflow_dispatch or repository_dispatch'],
    ['FOLLOW_TIMEOUT_MINUTES', '0', 'must be a number of minutes'],
  ] as const)('%s is refused when it is %j', (name, value, problem) => {
    expect(() => parseSettings({ [name]: value }, [name])).toThrow(`${name} ${problem}`);
  });
});

describe('CODING_AGENTS', () => {
  const read = (value: unknown) => parseSettings({ CODING_AGENTS: JSON.stringify(value) }, ['CODING_AGENTS']);

  it('names each agent once, with what its kind needs', () => {
    const agents = {
      copilot: { kind: 'copilot' },
      claude: { kind: 'comment', mention: '@claude', login: 'claude[bot]', label: 'Claude' },
      codex: { kind: 'workflow', workflow: 'codex.yml', prompt_input: 'prompt', cost_usd: 2 },
    };
    expect(read(agents).CODING_AGENTS).toEqual({
      copilot: { kind: 'copilot' },
      claude: { ...agents.claude, on: 'pull_request' },
      codex: { ...agents.codex, issue_input: 'issue', branch_input: 'branch' },
    });
  });

  it.each([
    ['what is no kind', { a: { kind: 'human' } }],
    ['a path for a workflow', { a: { kind: 'workflow', workflow: '../deploy.yml' } }],
    ['a mention with more in it', { a: { kind: 'comment', mention: '@claude and @all' } }],
    ['a login that is none', { a: { kind: 'copilot', login: 'not a login' } }],
    ['a name that TASK_ASSIGNEE has for something else', { requester: { kind: 'copilot' } }],
    ['a name with a colon, which ends a name in a button', { 'a:b': { kind: 'copilot' } }],
    ['more than a row of buttons holds', Object.fromEntries([...'abcdef'].map((name) => [name, { kind: 'copilot' }]))],
  ])('refuse %s', (_, value) => {
    expect(() => read(value)).toThrow('CODING_AGENTS must be JSON such as');
  });
});

describe('REVIEW_REMINDERS', () => {
  const read = (value: unknown) =>
    parseSettings({ REVIEW_REMINDERS: JSON.stringify(value) }, ['REVIEW_REMINDERS']).REVIEW_REMINDERS;

  it('has usual hours of its own accord', () => {
    expect(read({})).toEqual({ after_hours: 4, from: '09:00', to: '17:00', people: {} });
  });

  it('tells all that is wrong at once', () => {
    const people = { ada: { from: '09:00', to: '17:00' }, 7: { from: '18:00', to: '9', time_zone: 'Berlin' } };
    expect(() => read({ after_hours: 0, till: '17:00', people })).toThrowErrorMatchingInlineSnapshot(`
      [SettingsError: Settings are not complete. Set or correct:
        REVIEW_REMINDERS is not right (after_hours must be 1 or more; people.7.to must be a time such as 09:00; people.7.time_zone must be a time zone such as Europe/Berlin; people.ada is no id on Discord; till is not known here): JSON: after how many hours of work, and at which times, people are reminded of reviews; without it nobody is. See [the guide](docs/notifications.md#review-reminders).]
    `);
    for (const from of ['18:00', '17:00', '16:01'])
      expect(() => read({ from })).toThrow('hours must be one or more from `from` to `to`');
    expect(read({ from: '16:00' })).toMatchObject({ from: '16:00' });
    expect(() => read([])).toThrow('it must be JSON such as');
  });
});
