/** Looks at the App or the token, the repository, its webhooks and its workflow files. */
import { createSign } from 'node:crypto';
import { parseSettings, SettingsError } from '@valine/settings';
import type { AppFound, GitHubFound, HookFound, Known } from '../decide/found.ts';
import type { Ports, Values } from '../decide/ports.ts';
import { lookAtWorkflows } from './look-at-workflows.ts';
import { ask, type Fields, fieldsOf, known, listOf, textOf, unlessGone } from './read.ts';

type GitHubInputs = { kind: 'app' | 'token' | 'sandbox' | undefined; values: Values; ownToken: string | undefined };
export type GitHubPorts = Pick<Ports, 'github' | 'clock' | 'workflowFiles'>;

export async function lookAtGitHub(ports: GitHubPorts, { kind, values, ownToken }: GitHubInputs): Promise<GitHubFound> {
  const repository = values['GITHUB_REPOSITORY'];
  if (kind === undefined || kind === 'sandbox' || repository === undefined) return {};
  const app = kind === 'app' ? await lookAtApp(ports, values) : undefined;
  const own = await authorizationOf(ports, values, app);
  if (own === undefined) return { ...(app && { app }) };
  const get = (path: string, authorization = own) => ask(ports.github, { method: 'GET', path, authorization });
  const there = await known(async () => fieldsOf(await get(`/repos/${repository}`)));
  if (there.is !== 'known') return { ...(app && { app }), repository: there };
  const defaultBranch = textOf(there.value['default_branch']) || 'main';
  const [workflows, hooks] = await Promise.all([
    known(() => lookAtWorkflows(ports, get, { repository, defaultBranch, values })),
    kind === 'app'
      ? appHook(ports, values)
      : known(async () => listOf(await get(`/repos/${repository}/hooks`, bearer(ownToken) ?? own)).map(hookOf)),
  ]);
  return { ...(app && { app }), repository: { is: 'known', value: { defaultBranch } }, workflows, hooks };
}

export function bearer(token: string | undefined): string | undefined {
  return token === undefined ? undefined : `Bearer ${token}`;
}

/** The header for what is asked of the repository; undefined while there is nothing to ask with. */
async function authorizationOf(
  ports: GitHubPorts,
  values: Values,
  app: Known<AppFound> | undefined,
): Promise<string | undefined> {
  if (app === undefined) return bearer(values['GITHUB_TOKEN']);
  const id = app.is === 'known' ? app.value.installation?.id : undefined;
  return id === undefined ? undefined : installationAuthorization(ports, values, id);
}

/** A token of the installation, for an hour. @throws Refused */
export async function installationAuthorization(
  { github, clock }: Pick<Ports, 'github' | 'clock'>,
  values: Values,
  id: string,
): Promise<string> {
  const authorization = ownAuthorization(values, clock.now()) ?? '';
  const json = await ask(github, { method: 'POST', path: `/app/installations/${id}/access_tokens`, authorization });
  return `Bearer ${textOf(fieldsOf(json)['token'])}`;
}

/** What the App signs itself; undefined where there is no App, or no key that is one. */
export function ownAuthorization(values: Values, now: number): string | undefined {
  const { GITHUB_APP_ID: appId, GITHUB_APP_PRIVATE_KEY: key } = values;
  if (appId === undefined || key === undefined) return undefined;
  try {
    const { GITHUB_APP_PRIVATE_KEY } = parseSettings({ GITHUB_APP_PRIVATE_KEY: key }, ['GITHUB_APP_PRIVATE_KEY']);
    return appAuthorization({ appId, privateKey: GITHUB_APP_PRIVATE_KEY }, now);
  } catch (error) {
    if (error instanceof SettingsError) return undefined;
    throw error;
  }
}

const TOKEN_LIFE_S = 540;
/** Of a clock that is ahead. */
const BEFORE_S = 60;

/**
 * What an App signs about itself: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app
 * The header `authorization`. `now`: epoch milliseconds. @throws where the key is none
 */
function appAuthorization({ appId, privateKey }: { appId: string; privateKey: string }, now: number): string {
  const at = Math.floor(now / 1000);
  const claims = { iat: at - BEFORE_S, exp: at + TOKEN_LIFE_S, iss: appId };
  const text = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encoded).join('.');
  return `Bearer ${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}

function encoded(json: object): string {
  return Buffer.from(JSON.stringify(json)).toString('base64url');
}

async function lookAtApp({ github, clock }: GitHubPorts, values: Values): Promise<Known<AppFound> | undefined> {
  if (values['GITHUB_APP_ID'] === undefined || values['GITHUB_APP_PRIVATE_KEY'] === undefined) return undefined;
  const authorization = ownAuthorization(values, clock.now());
  if (authorization === undefined) return { is: 'refused' };
  return known(async () => {
    const app = fieldsOf(await ask(github, { method: 'GET', path: '/app', authorization }));
    const path = `/repos/${values['GITHUB_REPOSITORY']}/installation`;
    const installed = await unlessGone(async () => fieldsOf(await ask(github, { method: 'GET', path, authorization })));
    return {
      slug: textOf(app['slug']),
      permissions: fieldsOf(app['permissions']),
      events: Array.isArray(app['events']) ? app['events'].map(String) : [],
      page: textOf(app['html_url']),
      settingsPage: settingsPageOf(app),
      ...(installed && {
        installation: {
          id: textOf(installed['id']),
          permissions: fieldsOf(installed['permissions']),
          page: textOf(installed['html_url']),
        },
      }),
    };
  });
}

/** The public page has the same origin. */
function settingsPageOf(app: Fields): string {
  const { login, type } = fieldsOf(app['owner']);
  const { origin } = new URL(textOf(app['html_url']) || 'https://github.com');
  const of = type === 'Organization' ? `/organizations/${textOf(login)}` : '';
  return `${origin}${of}/settings/apps/${textOf(app['slug'])}`;
}

/** An App's webhook has its events with the App. */
function appHook({ github, clock }: GitHubPorts, values: Values): Promise<Known<HookFound[]>> {
  const authorization = ownAuthorization(values, clock.now()) ?? '';
  return known(async () => [
    hookOf({ config: await ask(github, { method: 'GET', path: '/app/hook/config', authorization }), active: true }),
  ]);
}

function hookOf(json: object): HookFound {
  const { id, config, active, events } = fieldsOf(json);
  const { url, content_type: type, secret } = fieldsOf(config);
  return {
    ...(typeof id === 'number' && { id }),
    url: textOf(url),
    contentType: textOf(type),
    hasSecret: textOf(secret) !== '',
    active: active !== false,
    events: Array.isArray(events) ? events.map(String) : [],
  };
}
