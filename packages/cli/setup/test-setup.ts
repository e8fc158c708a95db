/** A set-up in a test: the sandboxes of both platforms, an ingress that answers as ours, a store and notes in memory, and a person. */
import { startDiscordSandbox } from '@valine/sandboxes';
import { testDir, testGitHub } from '@valine/sandboxes/test-support';
import { onTestFinished } from 'vitest';
import type { Notes, Ports, Wanted } from './decide/ports.ts';
import { outcomeMessage } from './decide/setup-messages.ts';
import { workflowFiles } from './node/connect-setup.ts';
import { planSetup, runSetup } from './run-setup.ts';
import { startIngress } from './test-ingress.ts';
import { testPerson } from './test-person.ts';
import { createLife, type Life, sendTo } from './test-writes.ts';

export type World = Awaited<ReturnType<typeof testWorld>>;

/** A repository without any of our files and webhooks, a bot that is in no server, and nothing configured. */
export async function testWorld() {
  const { github, discord } = await emptyPlatforms();
  const memory = { stored: new Map<string, string>(), notes: { passed: [] } as Notes, deployed: false };
  const ingress = await startIngress(() => memory.stored.get('DISCORD_PUBLIC_KEY') ?? '');
  const person = testPerson(github, discord, () => {
    memory.deployed = true;
  });
  const life = createLife();
  const ports: Ports = {
    ...inMemory(memory, ingress.url, life),
    discord: sendTo(discord.url, life),
    github: sendTo(github.url, life),
    talk: person.talk,
    clock: { now: Date.now },
    random: (bytes) => 'ab'.repeat(bytes),
    workflowFiles,
    answers: async (url) => (await fetch(url, { method: 'POST', body: '{}' })).status === 401,
  };
  const wanted: Wanted = {
    stage: 'dev',
    folder: '.valine/setup/dev',
    dataDir: '.valine/real',
    isLocal: false,
    given: {},
    ownToken: github.token,
    githubApi: github.url,
    discordApi: discord.url,
  };
  return {
    ...person,
    github,
    discord,
    memory,
    stored: memory.stored,
    writes: life.writes,
    ports,
    plan: (more: Partial<Wanted> = {}) => planSetup(ports, { ...wanted, ...more }),
    async run(more: Partial<Wanted> = {}): Promise<string> {
      const { steps, failed } = await runSetup(ports, { ...wanted, ...more });
      return outcomeMessage(steps, failed, '');
    },
    runUntil: (write: number, when: 'before' | 'after') => life.until(write, when, () => runSetup(ports, wanted)),
  };
}

async function emptyPlatforms() {
  const { github } = await testGitHub();
  github.setUp((setUp) => {
    setUp.hooks = [];
  });
  github.deleteFolder('.github');
  github.forgetRequests();
  const discord = await startDiscordSandbox({ dataDir: testDir(), interactionsUrl: '', port: 0 });
  onTestFinished(() => discord.close());
  discord.setUp((setUp) => {
    setUp.isBotInGuild = false;
  });
  return { github, discord };
}

type Memory = { stored: Map<string, string>; notes: Notes; deployed: boolean };

function inMemory(memory: Memory, url: string, { writing }: Life): Pick<Ports, 'store' | 'notes'> {
  return {
    store: {
      where: 'memory',
      read: async () => Object.fromEntries(memory.stored),
      create: async () => undefined,
      async write(values) {
        for (const [name, value] of Object.entries(values))
          await writing(`store ${name}`, async () => void memory.stored.set(name, value));
      },
      addresses: async () =>
        memory.deployed ? { interactions: `${url}/discord`, webhook: `${url}/github/webhook` } : {},
      remark: () => '',
    },
    notes: {
      read: () => memory.notes,
      write(notes) {
        memory.notes = structuredClone(notes);
      },
    },
  };
}
