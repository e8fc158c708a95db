import { readFileSync } from 'node:fs';
import type { components } from '@octokit/openapi-types';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { parse } from 'yaml';
import {
  appEventLabel,
  appPermissions,
  BOT_PERMISSIONS,
  botPermissionsNumber,
  type GITHUB_PERMISSIONS,
  inviteUrl,
  missingBotPermissions,
  missingGitHubPermissions,
  missingWebhookEvents,
  WEBHOOK_EVENTS,
  WORKFLOW_NEEDS,
} from './index.ts';

const WORKFLOWS = new URL('../workflows/.github/workflows/', import.meta.url);

describe('the permissions on GitHub', () => {
  it('have the names that GitHub gives them', () => {
    type Known = keyof components['schemas']['app-permissions'];
    type Ours = (typeof GITHUB_PERMISSIONS)[number]['key'];
    // GitHub's schema knows variables of organisations only; the permission of a repository is `actions_variables`.
    expectTypeOf<Exclude<Ours, Known>>().toEqualTypeOf<'actions_variables'>();
    expect(appPermissions()).toMatchObject({ issues: 'write', checks: 'read', metadata: 'read' });
  });

  it('are missing where less or nothing is granted', () => {
    expect(missingGitHubPermissions(appPermissions())).toEqual([]);
    const less = { ...appPermissions(), actions: 'read', checks: undefined };
    expect(missingGitHubPermissions(less).map(({ key }) => key)).toEqual(['actions', 'checks']);
    expect(missingGitHubPermissions({ ...appPermissions(), checks: 'write' })).toEqual([]);
  });
});

describe('the events of the webhook', () => {
  it('are missing unless they are sent, one by one or all of them', () => {
    const all = WEBHOOK_EVENTS.map(({ name }) => name);
    expect(missingWebhookEvents(all)).toEqual([]);
    expect(missingWebhookEvents(['*'])).toEqual([]);
    expect(missingWebhookEvents(all.slice(2)).map(({ label }) => label)).toEqual(['Issues', 'Issue comments']);
  });

  it('are more where rules are about more, as far as those can be read', () => {
    const all = WEBHOOK_EVENTS.map(({ name }) => name);
    const rules = JSON.stringify({ a: { event: 'push' }, b: { event: 'deployment_status' }, c: { event: 'issues' } });
    expect(missingWebhookEvents(all, rules).map(appEventLabel)).toEqual([
      'Pushes',
      'Deployment statuses (the App has to read Deployments first)',
    ]);
    expect(appPermissions(rules)).toEqual({ ...appPermissions(), deployments: 'read' });
    for (const odd of ['', '[', 'null', '{"a":null}', '"x"', '[{"event":7}]'])
      expect(missingWebhookEvents(all, odd)).toEqual([]);
  });
});

describe('the permissions on Discord', () => {
  it('add up to the number of the invite link', () => {
    expect(inviteUrl('77', '42')).toBe(
      `https://discord.com/oauth2/authorize?client_id=77&scope=bot+applications.commands&permissions=${botPermissionsNumber()}&guild_id=42&disable_guild_select=true`,
    );
    expect(botPermissionsNumber()).toBe('309237763072');
  });

  it('are missing bit by bit, and never where the bot may do everything', () => {
    const all = BigInt(botPermissionsNumber());
    expect(missingBotPermissions(all)).toEqual([]);
    expect(missingBotPermissions(8n)).toEqual([]);
    for (const each of BOT_PERMISSIONS) expect(missingBotPermissions(all & ~each.bit)).toEqual([each]);
  });
});

describe.each(WORKFLOW_NEEDS)('the workflow $file', (need) => {
  it('that we ship has the name, the triggers and the inputs that we start it with', () => {
    const { name, on } = parse(readFileSync(new URL(need.file, WORKFLOWS), 'utf8'));
    expect(name).toBe(need.name);
    expect(Object.keys(on.workflow_dispatch.inputs).toSorted()).toEqual(need.inputs.toSorted());
    expect(on.repository_dispatch?.types).toEqual('repositoryDispatch' in need ? [need.repositoryDispatch] : undefined);
  });
});
