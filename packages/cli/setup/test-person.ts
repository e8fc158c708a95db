/** The person of a set-up in a test: answers, and does on the pages of others what is asked for. */
import type { DiscordSandbox, GitHubSandbox } from '@valine/sandboxes';
import type { Ports } from './decide/ports.ts';

export function testPerson(github: GitHubSandbox, discord: DiscordSandbox, deploy: () => void) {
  const answers: Record<string, string> = {
    DISCORD_BOT_TOKEN: discord.botToken,
    DISCORD_CHANNEL_ID: discord.channelId,
    GITHUB_REPOSITORY: 'acme/web-shop',
    github: 'app',
    GITHUB_TOKEN: github.token,
    OPERATOR_ROLE_IDS: discord.operatorRoleId,
  };
  /** By the id of the step. */
  const deeds: Record<string, () => unknown> = {
    server: () => discord.setUp((setUp) => Object.assign(setUp, { isBotInGuild: true })),
    installation: () => fetch(`${github.url}/apps/${github.appSlug()}/installations/new`),
    deployed: deploy,
  };
  const asked: string[] = [];
  const said: string[] = [];
  const talk: Ports['talk'] = {
    isInteractive: true,
    show() {},
    say: (text) => void said.push(text),
    async ask({ name, isOptional, usual }, problem) {
      asked.push(`${name}${problem === undefined ? '' : `: ${problem}`}`);
      const answer = answers[name];
      if (answer === undefined && !isOptional && usual === undefined) throw new Error(`Nobody answers ${name}`);
      return answer;
    },
    async wait({ id }) {
      await deeds[id]?.();
      return deeds[id] === undefined ? 'later' : 'done';
    },
    async makeApp(formUrl, manifestFor) {
      const body = `manifest=${encodeURIComponent(JSON.stringify(manifestFor('http://127.0.0.1:9/back')))}`;
      const response = await fetch(`${formUrl}?state=s`, { method: 'POST', body, redirect: 'manual' });
      return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
    },
  };
  return { answers, asked, said, talk };
}
