/** The Discord in memory against the contract that the client passes on a server (`test/contracts`). */
import { discordContract } from './discord-contract.ts';
import { createFakeDiscord } from './fake-discord.ts';

discordContract('Discord in memory', async () => {
  const clock = { at: Date.UTC(2026, 2, 2), now: () => clock.at };
  const discord = createFakeDiscord(clock);
  discord.defer('token-1', 'c1');
  return {
    discord,
    channelId: 'c1',
    token: 'token-1',
    archiveThread: discord.archiveThread,
    personId: '7',
    closeDirects: discord.closeDirects,
    expireTokens: () => {
      clock.at += 15 * 60_000;
    },
  };
});
