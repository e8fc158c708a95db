/** `/guilds/{guild}`: the server, its roles and members, and the bot's place among them. */
import { refusals } from '@valine/discord-model';
import type { Context, Hono } from 'hono';
import { channelView } from '../state/channel-view.ts';
import type { DiscordState, Role } from '../state/state.ts';
import { botUser, rolesOf, userOf } from '../state/users.ts';

export function guildRoutes(app: Hono, state: DiscordState): void {
  app.get('/users/@me', (c) => c.json(botUser(state)));
  app.get('/users/@me/guilds', (c) =>
    c.json(state.setUp.isBotInGuild ? [{ id: state.guildId, name: GUILD_NAME, owner: false }] : []),
  );
  app.get('/guilds/:guild', (c) => {
    assertMember(c, state);
    return c.json({ id: state.guildId, name: GUILD_NAME, owner_id: state.members[0]?.id, roles: rolesIn(state) });
  });
  app.get('/guilds/:guild/roles', (c) => {
    assertMember(c, state);
    return c.json(rolesIn(state));
  });
  app.get('/guilds/:guild/channels', (c) => {
    assertMember(c, state);
    return c.json([channelView(state, state.channelId)]);
  });
  app.get('/guilds/:guild/members/:user', (c) => {
    assertMember(c, state);
    const id = c.req.param('user');
    if (id === state.applicationId) return c.json({ user: botUser(state), roles: state.setUp.botRoles });
    const member = state.members.find((each) => each.id === id);
    if (member === undefined) throw refusals.unknownMember();
    return c.json({ user: userOf(member), roles: rolesOf(state, member) });
  });
  app.get('/channels/:channel', (c) => {
    if (!state.setUp.isBotInGuild) throw refusals.missingAccess();
    return c.json(channelView(state, c.req.param('channel')));
  });
}

const GUILD_NAME = 'Web shop team';

/** Of a server that the bot is not in, it learns nothing, not even whether it is there. */
function assertMember(c: Context, { guildId, setUp }: DiscordState): void {
  if (c.req.param('guild') !== guildId || !setUp.isBotInGuild) throw refusals.unknownGuild();
}

/** That of everyone has the id of the server. */
function rolesIn({ guildId, operatorRoleId, setUp }: DiscordState): Role[] {
  return [
    { id: guildId, name: '@everyone', permissions: setUp.everyonePermissions },
    { id: operatorRoleId, name: 'Operators', permissions: '0' },
    ...setUp.roles,
  ];
}
