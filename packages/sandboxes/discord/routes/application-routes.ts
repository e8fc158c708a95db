/** `/applications`: the commands the bot registers, who it is, and where its interactions go. */
import { refusals } from '@valine/discord-model';
import type { Context, Hono } from 'hono';
import { readCommands } from '../forms/command-form.ts';
import { createFormProblems } from '../forms/form-problems.ts';
import { isRecord } from '../forms/is-record.ts';
import type { MessageBook } from '../state/message-book.ts';
import type { DiscordState } from '../state/state.ts';
import { botUser } from '../state/users.ts';
import { readJson } from './request-parts.ts';

type Book = Pick<MessageBook, 'state' | 'save'>;
/** Whether what answers at an address answers a signed PING, and refuses one whose signature is wrong. */
export type AnswersPing = (url: string) => Promise<boolean>;

const LISTS = [
  ['/applications/:application/commands', 'commands'],
  ['/applications/:application/guilds/:guild/commands', 'guildCommands'],
] as const;

export function applicationRoutes(app: Hono, { state, save }: Book, answersPing: AnswersPing): void {
  for (const [path, list] of LISTS) {
    app.get(path, (c) => {
      assertOwn(c, state);
      return c.json(state[list]);
    });
    app.put(path, async (c) => {
      assertOwn(c, state);
      state[list] = readCommands(await readJson(c), state.applicationId, state[list]);
      save();
      return c.json(state[list]);
    });
  }
  app.get('/applications/@me', (c) => c.json(applicationView(state)));
  app.patch('/applications/@me', async (c) => {
    const body = await readJson(c);
    const url = isRecord(body) ? body['interactions_endpoint_url'] : undefined;
    if (typeof url === 'string' && url !== '' && !(await answersPing(url))) throw unverified();
    if (url !== undefined) state.setUp.interactionsUrl = typeof url === 'string' && url !== '' ? url : null;
    save();
    return c.json(applicationView(state));
  });
}

function applicationView(state: DiscordState) {
  const { applicationId: id, keys, setUp } = state;
  return {
    id,
    name: botUser(state).username,
    verify_key: keys.publicKey,
    bot_public: setUp.isBotPublic,
    interactions_endpoint_url: setUp.interactionsUrl,
    flags: 0,
  };
}

/** @throws Refusal 50035, as Discord words it */
function unverified(): never {
  const problems = createFormProblems();
  const says = 'The specified interactions endpoint url could not be verified.';
  problems.add(['interactions_endpoint_url'], 'APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID', says);
  problems.throwIfAny();
  throw new Error(says);
}

function assertOwn(c: Context, state: DiscordState): void {
  if (c.req.param('application') !== state.applicationId) throw refusals.unknownApplication();
  const guild = c.req.param('guild');
  if (guild === undefined) return;
  if (guild !== state.guildId || !state.setUp.isBotInGuild) throw refusals.missingAccess();
}
