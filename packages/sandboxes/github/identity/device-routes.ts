/** GitHub's device flow, on its pages and not in its API: no token of ours is asked for. And whose a token is, and who people are. */
import { randomUUID } from 'node:crypto';
import * as model from '@valine/github-model';
import type { Context, Hono } from 'hono';
import { ApiError, notFound } from '../state/api-error.ts';
import { now } from '../state/state.ts';
import { userView } from '../views/view.ts';
import type { Announcer } from '../webhooks/announcer.ts';

/** The Client ID of the sandbox's own App. */
export const SANDBOX_CLIENT_ID = 'Iv1.sandbox';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

export function deviceRoutes(app: Hono, { state, save, view }: Announcer): void {
  app.post('/login/device/code', async (c) => {
    const { client_id } = await c.req.parseBody();
    if (client_id !== SANDBOX_CLIENT_ID) return c.json({ error: 'Not Found' }, 404);
    const { deviceCode, userCode, intervalSeconds } = model.beginDevice(state, { id: randomUUID(), at: now() });
    save();
    const verification_uri = `${view.base}/login/device`;
    const about = { device_code: deviceCode, user_code: userCode, expires_in: 900, interval: intervalSeconds };
    return c.json({ ...about, verification_uri });
  });
  app.post('/login/oauth/access_token', async (c) => {
    const { client_id, device_code, grant_type } = await c.req.parseBody();
    if (client_id !== SANDBOX_CLIENT_ID) return c.json(refusal({ error: 'incorrect_client_credentials' }));
    if (grant_type !== GRANT) return c.json(refusal({ error: 'unsupported_grant_type' }));
    const said = model.askDevice(state, String(device_code), now());
    save();
    return 'token' in said
      ? c.json({ access_token: said.token, token_type: 'bearer', scope: '' })
      : c.json(refusal(said));
  });
  app.get('/user', (c, next) => {
    const login = loginOf(c, state);
    return login === undefined ? next() : Promise.resolve(c.json(userView(view, login)));
  });
}

const DOCUMENTED =
  'https://docs.github.com/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#error-codes-for-the-device-flow';

/** GitHub says it in words besides. */
function refusal<Said extends { error: string }>(said: Said) {
  const error_description = `${said.error.replaceAll('_', ' ')}.`;
  return { ...said, error_description, error_uri: DOCUMENTED };
}

function loginOf(c: Context, state: model.GitHubModel): string | undefined {
  const token = /^(?:token|bearer)\s+(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  return token === undefined ? undefined : model.loginOfToken(state, token);
}

/** For who has our token. */
export function userRoutes(app: Hono, { state, view }: Announcer): void {
  app.get('/users/:login', (c) => {
    const login = c.req.param('login');
    if (!model.isLogin(login) || state.strangers?.includes(login)) throw notFound();
    return c.json(userView(view, login));
  });
  app.get('/user/:id{[0-9]+}', (c) => {
    const login = model.loginOfAccount(state, Number(c.req.param('id')));
    if (login === undefined) throw new ApiError(404, 'Not Found');
    return c.json(userView(view, login));
  });
}
