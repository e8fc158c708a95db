/** GitHub's device flow: a person enters a code on GitHub's page, and by that GitHub tells us which account they have. */
import { type Fields, fieldsOf, textOf, wholeNumber } from '../json-fields.ts';
import { GitHubError } from '../requests/github-error.ts';
import { webOriginOf } from '../web-origin.ts';

/** `deviceCode`: it is a secret, for its holder gets what the person grants; `userCode` is for the person. */
export type DeviceCode = {
  deviceCode: string;
  userCode: string;
  /** Where it is entered. */
  url: string;
  expiresInSeconds: number;
  /** Between two questions, at least. */
  intervalSeconds: number;
};

/** `lost`: GitHub does not know the code, or no more; its answer to somebody else who asked may have had the account. */
export type DeviceAnswer =
  | { is: 'pending' | 'denied' | 'expired' | 'lost' }
  | { is: 'slow down'; intervalSeconds: number }
  | { is: 'authorized'; account: { id: number; login: string } };

export interface DeviceFlow {
  /** @throws GitHubError, with what to do where the App has no device flow */
  begin(): Promise<DeviceCode>;
  /**
   * Whether somebody has entered the code: no more often than the interval allows. The token that GitHub gives is asked for its
   * account and forgotten. @throws GitHubError
   */
  ask(deviceCode: string): Promise<DeviceAnswer>;
}

export type DeviceFlowOptions = {
  /** Of the GitHub App: no secret. */
  clientId: string;
  /** Of the REST API. */
  baseUrl: string;
  apiVersion: string;
  timeoutMs?: number;
  fetch?: typeof globalThis.fetch;
};

/** GitHub's, where it tells none: https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps#device-flow */
const INTERVAL_SECONDS = 5;
const EXPIRES_SECONDS = 900;
const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

export function createDeviceFlow(options: DeviceFlowOptions): DeviceFlow {
  const { clientId: client_id, baseUrl, apiVersion } = options;
  const web = webOriginOf(baseUrl);
  const post = (operation: string, path: string, fields: Record<string, string>) =>
    request(options, operation, `${web}${path}`, {
      method: 'POST',
      body: new URLSearchParams({ client_id, ...fields }),
    });
  return {
    async begin() {
      const operation = 'begin its device flow';
      return codeOf(operation, await post(operation, '/login/device/code', {}), `${web}/login/device`);
    },
    async ask(device_code) {
      const operation = 'say whether a code was entered';
      const said = await post(operation, '/login/oauth/access_token', { device_code, grant_type: GRANT });
      const token = textOf(said.access_token);
      if (token === undefined) return answerOf(operation, said);
      const headers = { authorization: `Bearer ${token}`, 'x-github-api-version': apiVersion };
      const account = await request(options, 'tell whose account it is', `${baseUrl.replace(/\/+$/, '')}/user`, {
        headers,
      });
      const [id, login] = [wholeNumber(account.id), textOf(account.login)];
      if (id === undefined || login === undefined) return { is: 'lost' };
      return { is: 'authorized', account: { id, login } };
    },
  };
}

/** @throws GitHubError; it quotes neither what was sent nor what came */
async function request(
  { timeoutMs = 8000, fetch = ownFetch() }: DeviceFlowOptions,
  operation: string,
  url: string,
  init: { method?: string; body?: URLSearchParams; headers?: Record<string, string> },
): Promise<Fields> {
  const headers = { accept: 'application/json', 'user-agent': 'valine-orchestrator', ...init.headers };
  let answer: Response;
  let json: unknown;
  try {
    answer = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(timeoutMs) });
    json = await answer.json();
  } catch {
    throw new GitHubError({ operation, reason: 'unavailable', detail: 'no answer that can be read' });
  }
  if (answer.ok) return fieldsOf(json);
  // It answers mistakes with 400 here, where an error says which.
  if (answer.status < 500 && textOf(fieldsOf(json).error) !== undefined && answer.status !== 429) return fieldsOf(json);
  if (answer.status >= 500 || answer.status === 429)
    throw new GitHubError({ operation, reason: 'unavailable', status: answer.status });
  throw new GitHubError({ operation, reason: 'invalid', status: answer.status, advice: ADVICE });
}

const ADVICE =
  'Check GITHUB_APP_CLIENT_ID, and enable Device Flow in the settings of the GitHub App (General, Identifying and authorizing users).';

function ownFetch(): typeof globalThis.fetch {
  // biome-ignore lint/nursery/noJsRestrictedProperties: an adapter to GitHub's own pages, which its API client does not reach
  return globalThis.fetch;
}

function codeOf(operation: string, said: Fields, url: string): DeviceCode {
  const [deviceCode, userCode] = [textOf(said.device_code), textOf(said.user_code)];
  if (deviceCode === undefined || userCode === undefined) throw refused(operation, said);
  return {
    deviceCode,
    userCode,
    url: textOf(said.verification_uri) ?? url,
    expiresInSeconds: wholeNumber(said.expires_in) ?? EXPIRES_SECONDS,
    intervalSeconds: wholeNumber(said.interval) ?? INTERVAL_SECONDS,
  };
}

function answerOf(operation: string, said: Fields): DeviceAnswer {
  switch (textOf(said.error)) {
    case 'authorization_pending':
      return { is: 'pending' };
    case 'slow_down':
      return { is: 'slow down', intervalSeconds: wholeNumber(said.interval) ?? 2 * INTERVAL_SECONDS };
    case 'access_denied':
      return { is: 'denied' };
    case 'expired_token':
    case 'token_expired':
      return { is: 'expired' };
    case 'incorrect_device_code':
      return { is: 'lost' };
    default:
      throw refused(operation, said);
  }
}

/** `device_flow_disabled`, `incorrect_client_credentials`, and whatever else there may be. */
function refused(operation: string, said: Fields): GitHubError {
  return new GitHubError({ operation, reason: 'invalid', status: 400, detail: textOf(said.error), advice: ADVICE });
}
