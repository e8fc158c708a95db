import { describe, expect, it } from 'vitest';
import { testLocalSystem } from '../system/test-local-system.ts';
import { parseLine } from './parse-line.ts';
import { runAction } from './run-action.ts';

async function prompt() {
  const system = await testLocalSystem();
  const type = async (line: string) => (await runAction(system, { name: undefined }, parseLine(line))).text;
  return { ...system, type };
}

describe('at the prompt', () => {
  it('a person says how the next workflow run goes', async () => {
    const { github, type } = await prompt();
    expect(await type('!next-run failure step:build seconds:0 queued-seconds:0')).toBe(
      'The next workflow run: failure at “build”, queued for 0 s, runs for 0 s.',
    );
    const id = github.startWorkflow('client-deploy.yml');
    await github.finishRun(id);
    expect(github.workflowRuns().at(-1)?.attempts[0]?.conclusion).toBe('failure');
    await expect(type('!next-run failure step:"No such"')).rejects.toThrow('No workflow has a step "No such". Steps:');
  });

  it('webhooks are lost, and sent again', async () => {
    const { github, type } = await prompt();
    expect(await type('!webhooks off')).toBe('Every webhook of GitHub is lost until !webhooks on.');
    github.closeIssue(3);
    expect(await type('!webhooks on')).toBe('GitHub sends webhooks again.');
    github.reopen(3);
    await github.whenIdle();
    expect(github.deliveries().map(({ status }) => status)).toEqual(['failed to connect to host', 'OK']);
  });

  it('a part of the site goes down, and everything comes up', async () => {
    const { site, type } = await prompt();
    const health = async () => (await fetch(`${site.apiBase}/health`)).status;
    expect(await type('!site down health')).toBe('health of the site: down, until !site up.');
    expect(await health()).toBe(503);
    expect(await type('!site up')).toBe('The site is well.');
    expect(await health()).toBe(200);
  });
});
