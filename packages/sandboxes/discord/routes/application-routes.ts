/** `/applications`: the commands the bot registers, and who it is. */
import { refusals } from '@valine/discord-model';
import type { Context, Hono } from 'hono';
import { readCommands } from '../forms/command-form.ts';
import type { MessageBook } from '../state/message-book.ts';
import type { DiscordState } from '../state/state.ts';
import { botUser } from '../state/users.ts';
import { readJson } from './request-parts.ts';

/** This sandbox has one server, so its commands and the application's own are one list. */
export function applicationRoutes(app: Hono, { state, save }: Pick<MessageBook, 'state' | 'save'>): void {
  for (const path of ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'])
    app.put(path, async (c) => {
      assertOwn(c, state);
      state.commands = readCommands(await readJson(c), state.applicationId, state.commands);
      save();
      return c.json(state.commands);
    });
  app.get('/applications/@me', (c) => c.json({ id: state.applicationId, name: botUser(state).username }));
}

function assertOwn(c: Context, state: DiscordState): void {
  if (c.req.param('application') !== state.applicationId) throw refusals.unknownApplication();
  const guild = c.req.param('guild');
  if (guild !== undefined && guild !== state.guildId) throw refusals.missingAccess();
}
