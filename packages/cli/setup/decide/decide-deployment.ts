/** What waits until the stage answers: webhook, commands, the address of interactions, the greeting. */

import { idsIn } from '@valine/doctor/ids-in';
import { missingWebhookEvents } from '@valine/requirements';
import { kindOf } from './decide-github.ts';
import type { Found, HookFound } from './found.ts';
import { asking, done, open, type Stand, type Step, waiting } from './step.ts';

export function deploymentSteps(found: Found): Step[] {
  const kind = kindOf(found);
  const isGitHub = kind === 'app' || kind === 'token';
  return [
    { id: 'deployed', title: 'Deployment', ...deployed(found) },
    ...(isGitHub ? [{ id: 'webhook', title: 'Webhook', ...webhook(found, kind) }] : []),
    { id: 'commands', title: 'Slash commands', ...commands(found) },
    { id: 'interactions', title: 'Interactions address', ...interactions(found) },
    { id: 'greeting', title: 'Greeting', ...greeting(found) },
  ];
}

function deployed({ addresses, wanted }: Found): Stand {
  const { interactions, answer } = addresses;
  if (interactions !== undefined && answer) return done(`answers at ${interactions}`);
  return { is: 'person', says: startMessage(interactions, wanted) };
}

function startMessage(
  interactions: string | undefined,
  { isLocal, publicUrl, folder, stage }: Found['wanted'],
): string {
  if (isLocal && publicUrl === undefined) return 'give the address of your tunnel: valine setup --public-url https://…';
  if (isLocal)
    return `start it, npm start -- --settings ${folder}, and your tunnel to its port: nothing of ours answers at ${interactions} yet`;
  const up = `npx -y pnpm@12.21.0 exec pulumi up --stack ${stage}`;
  if (interactions === undefined) return `deploy the stage: ${up}`;
  return `nothing of ours answers at ${interactions}: deploy the stage once more, ${up}`;
}

const NOT_YET = 'waits for the deployment';

/** A step that replaces what is in use elsewhere only if the person says so. */
function takingOver({ wanted, takenOver }: Found, id: string, inUse: string | undefined, next: Stand): Stand {
  if (inUse === undefined || wanted.takeOver || takenOver.includes(id)) return next;
  return asking(`${inUse}, which may be in use elsewhere: it is replaced only with your yes, or with --take-over`, {
    name: 'take-over',
    prompt: `Replace it? (${inUse})`,
    kind: 'choice',
    options: [
      { value: 'yes', label: 'yes' },
      { value: 'no', label: 'no, leave it' },
    ],
  });
}

function webhook(found: Found, of: 'app' | 'token'): Stand {
  const { addresses, github, notes, values, secretFingerprint } = found;
  const { webhook: url, answer } = addresses;
  const { hooks } = github;
  if (url === undefined || !answer) return waiting(NOT_YET);
  if (hooks === undefined) return waiting('waits for GitHub');
  if (hooks.is === 'unknown' && !hooks.isForbidden) return waiting(`GitHub cannot be asked: ${hooks.why}`);
  if (hooks.is !== 'known') return byHand(url, values);
  const there = of === 'app' ? hooks.value[0] : hookOf(hooks.value, url, notes.hookId);
  // Somebody else made this webhook, and GitHub shows no secret: the webhook is trusted as it stands.
  const isOwn = notes.hookSecret === undefined || notes.hookSecret === secretFingerprint;
  if (there !== undefined && isOwn && isInOrder(there, url, of, values['NOTIFICATION_RULES']))
    return done('is in order');
  const says = there === undefined ? 'make it' : 'repair it';
  const id = there?.id === undefined ? {} : { hookId: there.id };
  const next = open(`${says}: ${url}`, { do: 'set-webhook', url, of: of === 'app' ? 'app' : 'repository', ...id });
  return of === 'app' ? takingOver(found, 'webhook', otherHook(there, url, notes.hookUrl), next) : next;
}

/** An App has one webhook. An address that is nobody's (RFC 2606) is that of an App which the set-up has made. */
function otherHook(hook: HookFound | undefined, url: string, made: string | undefined): string | undefined {
  const other = hook?.url ?? '';
  const isFree =
    ['', url, made].includes(other) || (URL.canParse(other) && new URL(other).hostname.endsWith('.invalid'));
  return isFree ? undefined : `the App tells ${other}`;
}

/** The one with that address, else the one that was made for this stage at an earlier one. */
function hookOf(hooks: readonly HookFound[], url: string, made: number | undefined): HookFound | undefined {
  return hooks.find((hook) => hook.url === url) ?? hooks.find(({ id }) => id !== undefined && id === made);
}

function isInOrder(hook: HookFound, url: string, of: 'app' | 'token', rules: string | undefined): boolean {
  const isWhole = hook.url === url && hook.contentType === 'json' && hook.hasSecret && hook.active;
  return isWhole && (of === 'app' || missingWebhookEvents(hook.events, rules).length === 0);
}

function byHand(url: string, values: Found['values']): Stand {
  const page = `https://github.com/${values['GITHUB_REPOSITORY']}/settings/hooks`;
  const says = `this token may not see webhooks: make it by hand (docs/integration-guide.md), with the address ${url}; or run again with GITHUB_SETUP_TOKEN, a token with Webhooks: read and write`;
  return { is: 'person', says, link: page, isOptional: true };
}

function commands(found: Found): Stand {
  const { discord, notes, values } = found;
  if (discord?.is !== 'known' || discord.value.guild === undefined) return waiting('waits for the server');
  if (discord.value.guild.hasCommands) return done('are registered');
  const [guildId = ''] = idsIn(values['ALLOWED_GUILD_IDS'] ?? '');
  const of = discord.value.guild.isEverywhere ? {} : { guildId };
  const next = open('register them', { do: 'register-commands', applicationId: discord.value.application.id, ...of });
  const others = discord.value.guild.foreignCommands.filter((name) => !notes.commands?.includes(name));
  const inUse = others.map((name) => `/${name}`).join(' ');
  return takingOver(found, 'commands', inUse === '' ? undefined : `the application has ${inUse}`, next);
}

function interactions(found: Found): Stand {
  const { addresses, discord, notes } = found;
  const { interactions: url, answer } = addresses;
  if (discord?.is !== 'known' || url === undefined || !answer) return waiting(NOT_YET);
  const { interactionsUrl: other } = discord.value.application;
  if (other === url) return done(url);
  const inUse = other === null || other === notes.interactionsUrl ? undefined : `Discord tells ${other}`;
  return takingOver(found, 'interactions', inUse, open(`set it: ${url}`, { do: 'set-interactions-url', url }));
}

function greeting(found: Found): Stand {
  const { discord, notes, values } = found;
  const channelId = values['DISCORD_CHANNEL_ID'];
  if (notes.greeting !== undefined || (discord?.is === 'known' && discord.value.hasGreeting)) return done('is there');
  const isReady = discord?.is === 'known' && interactions(found).is === 'done' && channelId !== undefined;
  return isReady ? open('greet in the channel', { do: 'greet', channelId }) : waiting(NOT_YET);
}
