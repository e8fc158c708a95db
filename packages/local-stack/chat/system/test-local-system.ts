/** A local system for one test: both sandboxes, and a scripted application in place of the stack. */
import { type Site, startModel, startSite } from '@valine/sandboxes';
import { type TestDiscord, type TestGitHub, testDiscord, testGitHub } from '@valine/sandboxes/test-support';
import { onTestFinished } from 'vitest';
import { noUsage } from '../../stack/account/usage.ts';
import type { StackState } from '../../stack/stack.ts';
import type { LocalSystem } from './local-system.ts';

export type TestSystem = LocalSystem & {
  discord: TestDiscord['discord'];
  github: TestGitHub['github'];
  site: Site;
  chat: TestDiscord;
  /** What the application does before it is idle. */
  work: { do: () => Promise<unknown> };
};

const STATE: StackState = { stage: 'dev', queues: [], runs: [], follows: [], functions: [] };

export async function testLocalSystem(): Promise<TestSystem> {
  const chat = await testDiscord();
  const { github } = await testGitHub();
  const site = await startSite({ frontend: 0, api: 0 });
  onTestFinished(site.close);
  const model = await startModel(0);
  onTestFinished(model.close);
  const work = { do: async (): Promise<unknown> => undefined };
  const stack = {
    logDir: '/data/logs',
    url: '',
    awsEndpoint: '',
    region: '',
    state: async () => STATE,
    usage: noUsage,
    permissions: () => ({}),
    fire: async () => undefined,
    setAlarm: async () => undefined,
    whenIdle: async () => {
      await work.do();
    },
    stop: async () => {},
  };
  onTestFinished(() => github.whenIdle());
  return { stack, discord: chat.discord, github, site, model, chat, work };
}
