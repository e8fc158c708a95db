/** What GitHub does around every request: the token, the rate limit, the headers that say so, and a log of the requests. */

import { randomUUID } from 'node:crypto';
import { admitWrite, type Permission } from '@valine/github-model';
import type { MiddlewareHandler } from 'hono';
import { ApiError, notFound } from '../state/api-error.ts';
import type { GitHubState } from '../state/state.ts';

const PER_HOUR = 5000;
const HOUR_MS = 60 * 60 * 1000;

/** Without a token a private repository is not there; with a wrong one the credentials are bad. */
export function checkToken(state: Pick<GitHubState, 'token' | 'installationTokens'>): MiddlewareHandler {
  return async (c, next) => {
    const header = c.req.header('authorization');
    if (header === undefined) throw notFound();
    const given = /^(?:token|bearer)\s+(\S+)$/i.exec(header)?.[1];
    const isMinted = (state.installationTokens[given ?? '']?.until ?? 0) > Date.now();
    if (given !== state.token && !isMinted) throw new ApiError(401, 'Bad credentials');
    await next();
  };
}

export function countRequests(): MiddlewareHandler {
  let used = 0;
  let resetsAt = 0;
  return async (c, next) => {
    if (Date.now() >= resetsAt) {
      used = 0;
      resetsAt = Date.now() + HOUR_MS;
    }
    used += 1;
    c.header('X-GitHub-Request-Id', randomUUID().slice(0, 18).toUpperCase().replaceAll('-', ':'));
    c.header('X-GitHub-Media-Type', 'github.v3; format=json');
    c.header('X-GitHub-Api-Version-Selected', c.req.header('x-github-api-version') ?? '2022-11-28');
    c.header('X-RateLimit-Limit', String(PER_HOUR));
    c.header('X-RateLimit-Remaining', String(Math.max(0, PER_HOUR - used)));
    c.header('X-RateLimit-Used', String(Math.min(used, PER_HOUR)));
    c.header('X-RateLimit-Reset', String(Math.ceil(resetsAt / 1000)));
    c.header('X-RateLimit-Resource', 'core');
    if (used > PER_HOUR) throw new ApiError(403, 'API rate limit exceeded for user ID 1.');
    await next();
  };
}

/** What an archived repository holds can be read, and no more; of others, what the identity may write, as often as it may. */
export function ifWritable(model: Parameters<typeof admitWrite>[0]): MiddlewareHandler {
  return async (c, next) => {
    const { method, path } = c.req;
    const needs = permissionFor(path);
    const isBranchDeleted = method === 'DELETE' && /\/git\//.test(path);
    if (method !== 'GET') admitWrite(model, Date.now(), { needs, creates: needs !== undefined && !isBranchDeleted });
    await next();
  };
}

const PERMISSIONS: readonly (readonly [path: RegExp, Permission])[] = [
  [/\/git\/|\/pulls\/\d+\/(merge|update-branch)$/, 'contents'],
  [/\/pulls(\/|$)/, 'pull_requests'],
  [/\/issues(\/|$)/, 'issues'],
];

function permissionFor(path: string): Permission | undefined {
  return PERMISSIONS.find(([pattern]) => pattern.test(path))?.[1];
}
