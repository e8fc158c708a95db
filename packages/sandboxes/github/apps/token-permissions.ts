/** What a token of an installation may do: what it was minted for, and nothing else. */
import { Refusal } from '@valine/github-model';
import type { Context, MiddlewareHandler } from 'hono';
import { readBody, textField } from '../routes/request-body.ts';
import type { GitHubState } from '../state/state.ts';

/** By the path below the repository; the first that matches. What is not here asks for no more than to be let in. */
const NEEDED: readonly (readonly [path: RegExp, permission: string])[] = [
  [/^\/pulls\/\d+\/(merge|update-branch)$/, 'contents'],
  [/^\/branches\/.+\/protection$/, 'administration'],
  [/^\/(check-runs|check-suites)\/|^\/commits\/.+\/(check-runs|check-suites)$/, 'checks'],
  [/^\/commits\/.+\/status$/, 'statuses'],
  [/^\/(git|contents|compare|commits|branches|dispatches)(\/|$)/, 'contents'],
  [/^\/actions\/variables(\/|$)/, 'actions_variables'],
  [/^\/actions\/secrets(\/|$)/, 'secrets'],
  [/^\/actions\//, 'actions'],
  [/^\/pulls(\/|$)/, 'pull_requests'],
  [/^\/issues(\/|$)/, 'issues'],
  [/^\/hooks(\/|$)/, 'repository_hooks'],
];

/** Tokens of a person may do what the person may. @throws Refusal 403, with what would have done */
export function checkPermissions({ installationTokens }: Pick<GitHubState, 'installationTokens'>): MiddlewareHandler {
  return async (c, next) => {
    const minted = installationTokens[/\s(\S+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? ''];
    if (minted !== undefined) {
      const { permission, level } = await neededFor(c);
      if (permission !== undefined && !isEnough(minted.permissions[permission], level))
        throw new Refusal(403, 'Resource not accessible by integration', `${permission}=${level}`);
    }
    await next();
  };
}

export function isEnough(granted: string | undefined, level: string): boolean {
  return granted === level || granted === 'write';
}

async function neededFor(c: Context): Promise<{ permission: string | undefined; level: string }> {
  if (c.req.path === '/graphql') {
    const isChange = /^\s*mutation\b/.test(textField(await readBody(c), 'query') ?? '');
    return { permission: 'pull_requests', level: isChange ? 'write' : 'read' };
  }
  const below = c.req.path.replace(/^\/(repos\/[^/]+\/[^/]+|repositories\/\d+)/, '');
  const permission = NEEDED.find(([path]) => path.test(below))?.[1];
  return { permission, level: c.req.method === 'GET' ? 'read' : 'write' };
}
