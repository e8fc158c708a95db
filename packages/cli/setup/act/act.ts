/** Does what a step asks for, once. What is done is found at the next look. */
import { registrationPayload } from '@valine/commands';
import { neededWebhookEvents } from '@valine/requirements';
import { greetingMessage } from '../decide/greeting-message.ts';
import type { Ports } from '../decide/ports.ts';
import type { Act } from '../decide/step.ts';
import { fingerprintOf } from '../look/look.ts';
import { botAuthorization } from '../look/look-at-discord.ts';
import { bearer, ownAuthorization } from '../look/look-at-github.ts';
import { ask, fieldsOf, textOf } from '../look/read.ts';
import { type Doing, note } from './doing.ts';
import { makeApp } from './make-app.ts';
import { proposeWorkflows } from './propose-workflows.ts';

const SECRET_BYTES = 32;
/** The same within minutes gives back the greeting that was made. */
const GREETING_NONCE = 'valine-setup-greeting';

/** @throws Refused, CliError */
export async function perform(doing: Doing, act: Act): Promise<void> {
  const { ports } = doing;
  switch (act.do) {
    case 'create-store':
      return ports.store.create();
    case 'write':
      return write(ports, act);
    case 'make-webhook-secret':
      return ports.store.write({ GITHUB_WEBHOOK_SECRET: ports.random(SECRET_BYTES) });
    case 'create-app':
      return makeApp(doing, act);
    case 'propose-workflows':
      return proposeWorkflows(doing, act);
    case 'set-webhook':
      return setWebhook(doing, act);
    case 'register-commands':
      return registerCommands(doing, act);
    case 'set-interactions-url':
      return setInteractionsUrl(doing, act.url);
    case 'greet':
      return greet(doing, act.channelId);
  }
}

async function write(ports: Ports, { values, from }: Extract<Act, { do: 'write' }>): Promise<void> {
  await ports.store.write(values);
  if (from !== 'app') return;
  const { app: _, ...rest } = ports.notes.read();
  ports.notes.write(rest);
}

async function setWebhook(
  { ports, wanted, values }: Doing,
  { url, of, hookId }: Extract<Act, { do: 'set-webhook' }>,
): Promise<void> {
  const secret = values['GITHUB_WEBHOOK_SECRET'] ?? '';
  const config = { url, content_type: 'json', insecure_ssl: '0', secret };
  if (of === 'app') {
    const authorization = ownAuthorization(values, ports.clock.now()) ?? '';
    await ask(ports.github, { method: 'PATCH', path: '/app/hook/config', body: config, authorization });
    return note(ports, { hookSecret: fingerprintOf(secret), hookUrl: url });
  }
  const authorization = bearer(wanted.ownToken ?? values['GITHUB_TOKEN']) ?? '';
  const events = neededWebhookEvents(values['NOTIFICATION_RULES']).map(({ name }) => name);
  const body = { name: 'web', active: true, events, config };
  const path = `/repos/${values['GITHUB_REPOSITORY']}/hooks`;
  const made = await ask(
    ports.github,
    hookId === undefined
      ? { method: 'POST', path, body, authorization }
      : { method: 'PATCH', path: `${path}/${hookId}`, body, authorization },
  );
  note(ports, { hookSecret: fingerprintOf(secret), hookId: Number(fieldsOf(made)['id']) });
}

async function registerCommands(
  { ports, values }: Doing,
  { applicationId, guildId }: Extract<Act, { do: 'register-commands' }>,
): Promise<void> {
  const of = guildId === undefined ? '' : `/guilds/${guildId}`;
  const path = `/applications/${applicationId}${of}/commands`;
  const authorization = botAuthorization(values);
  const body = registrationPayload();
  await ask(ports.discord, { method: 'PUT', path, body, authorization });
  note(ports, { commands: body.map(({ name }) => name) });
}

/** Discord asks the address first, and takes none that does not answer as it should. */
async function setInteractionsUrl({ ports, values }: Doing, url: string): Promise<void> {
  const body = { interactions_endpoint_url: url };
  await ask(ports.discord, {
    method: 'PATCH',
    path: '/applications/@me',
    body,
    authorization: botAuthorization(values),
  });
  note(ports, { interactionsUrl: url });
}

async function greet({ ports, values }: Doing, channelId: string): Promise<void> {
  const about = { nonce: GREETING_NONCE, enforce_nonce: true, allowed_mentions: { parse: [] } };
  const body = { content: greetingMessage(), ...about };
  const path = `/channels/${channelId}/messages`;
  const made = await ask(ports.discord, { method: 'POST', path, body, authorization: botAuthorization(values) });
  note(ports, { greeting: textOf(fieldsOf(made)['id']) });
}
