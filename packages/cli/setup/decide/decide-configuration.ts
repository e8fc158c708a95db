/** Where configuration is kept, and what of it nobody can find out but the person. */
import { PRODUCTION } from '@valine/settings';
import type { Found } from './found.ts';
import { asking, done, open, type Stand, type Step } from './step.ts';

/** Of the store, and what the environment gives: what the store has is never replaced by it. */
export function storeStep({ stored, values, wanted }: Found): Step {
  const about = { id: 'configuration', title: 'Configuration' };
  if (stored === undefined) return { ...about, ...open('create the stack', { do: 'create-store' }) };
  const usual = wanted.isLocal
    ? { VALINE_DATA_DIR: wanted.dataDir, DISCORD_API_URL: wanted.discordApi, ...gitHubApi(values, wanted) }
    : {};
  const wantedValues: Found['values'] = { ...usual, ...wanted.given };
  const lacking = Object.entries(wantedValues).filter(([name]) => stored[name] === undefined);
  if (lacking.length === 0) return { ...about, ...done(`is kept${keptMessage(stored, wanted.given)}`) };
  return { ...about, ...open(`write ${namesOf(lacking)}`, { do: 'write', values: Object.fromEntries(lacking) }) };
}

function keptMessage(stored: Found['values'], given: Found['values']): string {
  const others = Object.entries(given).filter(([name, value]) => stored[name] !== value);
  return others.length === 0 ? '' : `; this shell has other values of ${namesOf(others)}, which are not taken`;
}

function namesOf(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([name]) => name).join(', ');
}

/** Without it, this machine plays GitHub. */
function gitHubApi(values: Found['values'], wanted: Found['wanted']): Found['values'] {
  const isReal = values['GITHUB_TOKEN'] !== undefined || values['GITHUB_APP_ID'] !== undefined;
  return isReal ? { GITHUB_API_URL: wanted.githubApi } : {};
}

export function configurationSteps(found: Found): Step[] {
  const frontend = optional(found, 'FRONTEND_BASE_URL', 'Address of the site, e.g. https://shop.example.com');
  const api = optional(found, 'VITE_API_BASE', 'Base address of its API, e.g. https://api.example.com/prod', 'secret');
  const mailbox = optional(found, 'ALARM_EMAIL', 'E-mail address that hears the alarms');
  return [
    { id: 'operators', title: 'Operators', ...operators(found) },
    { id: 'frontend', title: 'Site', ...frontend },
    { id: 'api', title: 'API', ...api },
    ...(found.wanted.isLocal ? [] : [{ id: 'alarms', title: 'Alarms', ...mailbox }]),
  ];
}

function optional({ values }: Found, name: string, prompt: string, kind: 'text' | 'secret' = 'text'): Stand {
  if (values[name] !== undefined) return done('is set');
  return asking(`${name} is not set`, { name, prompt, kind, isOptional: true });
}

/** In production nobody may change anything until it is said who. */
function operators({ values, discord, wanted }: Found): Stand {
  if (values['OPERATOR_ROLE_IDS'] !== undefined) return done('are set');
  const roles = discord?.is === 'known' ? (discord.value.guild?.roles ?? []) : [];
  const says = 'nobody has said whose roles may run what changes something';
  const isOptional = wanted.stage !== PRODUCTION;
  const prompt = 'Roles that may run what changes something';
  return asking(says, {
    name: 'OPERATOR_ROLE_IDS',
    prompt,
    kind: 'choices',
    options: roles.map(({ id, name }) => ({ value: id, label: name })),
    isOptional,
  });
}
