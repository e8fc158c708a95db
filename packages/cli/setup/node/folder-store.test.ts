import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { expect, it } from 'vitest';
import { createFolderStore } from './folder-store.ts';

it('where pulumi is missing: nothing is to be typed before something is known, then a command for each value', async () => {
  const folder = join(testDir(), 'dev');
  const store = createFolderStore({ folder, stage: 'dev', publicUrl: undefined });
  expect(store.remark()).toBe('');
  await store.write({ GITHUB_REPOSITORY: 'acme/web', DISCORD_BOT_TOKEN: 'canary' });
  const typed = store.remark().split('\n').slice(1).toSorted();
  expect(typed).toEqual([
    `pulumi config set --stack dev --secret discordBotToken < ${folder}/DISCORD_BOT_TOKEN`,
    `pulumi config set --stack dev githubRepository < ${folder}/GITHUB_REPOSITORY`,
    `rm -r ${folder}`,
  ]);
});
