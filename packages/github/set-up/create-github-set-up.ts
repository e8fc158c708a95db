/** Reads how GitHub is set up around a repository: who we are there, the webhook, the workflows, what Actions is told. */

import {
  DELIVERIES_READ,
  type GitHubSetUp,
  type RefusedIdentity,
  type RepositoryFact,
  type SubjectFact,
  type WebhookFact,
} from '@valine/doctor';
import type { GitHubOptions } from '../create-github.ts';
import { fieldsOf, listOf, textOf, wholeNumber } from '../json-fields.ts';
import { findFile } from '../lookups/find-file.ts';
import { attempt, attemptFind } from '../requests/attempt.ts';
import { GitHubError } from '../requests/github-error.ts';
import { createHookDeliveries } from './hook-deliveries.ts';
import { readIdentity } from './read-identity.ts';
import { connectSetUp, type SetUpConnection } from './set-up-connection.ts';

/** GitHub gives so many at once, and no more. */
const MOST_VARIABLES = 30;
const MOST_SECRETS = 100;

/** `clock`: of this machine, in epoch milliseconds. */
export function createGitHubSetUp(options: GitHubOptions & { clock: { now(): number } }): GitHubSetUp {
  const connection = connectSetUp(options);
  const { octokit, at, asApp } = connection;
  return {
    identity: () => readIdentity(connection).catch(refusedIdentity),
    repository: () =>
      attempt('read the repository', async () => repositoryFact((await octokit.rest.repos.get(at)).data)),
    async hasRef(ref) {
      const found = (kind: string) =>
        attemptFind(`find ${ref}`, () => octokit.rest.git.getRef({ ...at, ref: `${kind}/${ref}` }));
      return (await found('heads')) !== undefined || (await found('tags')) !== undefined;
    },
    webhooks: () =>
      attempt('show the webhook', async () => {
        if (asApp === undefined)
          return listOf((await octokit.rest.repos.listWebhooks({ ...at, per_page: 100 })).data, hookFact);
        const [config, app] = await Promise.all([
          asApp().then((app) => app.request('GET /app/hook/config')),
          asApp().then((app) => app.request('GET /app')),
        ]);
        return listOf([{ config: config.data, active: true, events: fieldsOf(app.data)['events'] }], hookFact);
      }),
    deliveries: async (hookId) => (await createHookDeliveries(options).page(hookId)).attempts.slice(0, DELIVERIES_READ),
    workflow: (file, ref) => readWorkflowFact(connection, file, ref),
    subject: () =>
      attempt('show the subject of OpenID Connect', async () =>
        subjectFact((await octokit.request('GET /repos/{owner}/{repo}/actions/oidc/customization/sub', at)).data),
      ),
    variables: () =>
      attempt('list variables', async () => {
        const all = await allPages(MOST_VARIABLES, async (page) => {
          const { data } = await octokit.rest.actions.listRepoVariables({ ...at, per_page: MOST_VARIABLES, page });
          return data.variables;
        });
        return Object.assign({}, ...listOf(all, nameAndValue));
      }),
    secrets: () =>
      attempt('list secrets', async () => {
        const all = await allPages(MOST_SECRETS, async (page) => {
          const { data } = await octokit.rest.actions.listRepoSecrets({ ...at, per_page: MOST_SECRETS, page });
          return data.secrets;
        });
        return listOf(all, (entry) => textOf(fieldsOf(entry)['name']));
      }),
    skewMs: () => readSkew(connection, options.baseUrl, options.clock),
  };
}

/** What passes by itself says nothing of who we are. @throws the error then */
function refusedIdentity(error: unknown): RefusedIdentity {
  if (!(error instanceof GitHubError) || error.isTransient) throw error;
  return { kind: 'refused', failure: error.message };
}

/** Octokit's own way asks the answer for its address, which ours does not tell where a list has a count. */
async function allPages<T>(perPage: number, read: (page: number) => Promise<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let page = 1; ; page += 1) {
    const entries = await read(page);
    found.push(...entries);
    if (entries.length < perPage) return found;
  }
}

async function readWorkflowFact(connection: SetUpConnection, file: string, ref: string) {
  const { octokit, at } = connection;
  const found = await findFile(connection, `.github/workflows/${file}`, ref);
  if (found === undefined) return undefined;
  const workflow = await attemptFind(`show the workflow ${file}`, () =>
    octokit.rest.actions.getWorkflow({ ...at, workflow_id: file }),
  );
  return { text: found.text ?? '', state: workflow?.data.state ?? 'not on the default branch' };
}

/** Without credentials: a clock that is wrong may be why they are refused. */
async function readSkew({ fetch, timeoutMs }: SetUpConnection, baseUrl: string, clock: { now(): number }) {
  const answer = await fetch(`${baseUrl.replace(/\/+$/, '')}/rate_limit`, { signal: AbortSignal.timeout(timeoutMs) });
  await answer.body?.cancel();
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) throw new Error('GitHub did not say what time it is.');
  return clock.now() - date;
}

function repositoryFact(json: unknown): RepositoryFact {
  const fields = fieldsOf(json);
  const { push } = fieldsOf(fields['permissions']);
  const methods = { squash: 'allow_squash_merge', merge: 'allow_merge_commit', rebase: 'allow_rebase_merge' };
  const id = wholeNumber(fields['id']);
  const told = Object.values(methods).some((field) => fields[field] !== undefined);
  return {
    ...(id !== undefined && { id }),
    name: textOf(fields['full_name']) ?? '',
    archived: fields['archived'] === true,
    hasIssues: fields['has_issues'] !== false,
    ...(typeof push === 'boolean' && { canPush: push }),
    ...(told && {
      mergeMethods: Object.entries(methods).flatMap(([method, field]) => (fields[field] === true ? [method] : [])),
    }),
    defaultBranch: textOf(fields['default_branch']) ?? '',
  };
}

function hookFact(json: unknown): WebhookFact {
  const { id, active, events, config } = fieldsOf(json);
  const { url, insecure_ssl: insecure, secret } = fieldsOf(config);
  const number = wholeNumber(id);
  return {
    ...(number !== undefined && { id: number }),
    url: textOf(url) ?? '',
    insecureSsl: String(insecure) === '1',
    hasSecret: textOf(secret) !== undefined,
    active: active !== false,
    events: listOf(events ?? [], textOf),
  };
}

function subjectFact(json: unknown): SubjectFact {
  const { use_default: isDefault, use_immutable_subject: immutable, sub_claim_prefix: prefix } = fieldsOf(json);
  const told = textOf(prefix);
  return { isDefault: isDefault !== false, immutable: immutable === true, ...(told !== undefined && { prefix: told }) };
}

function nameAndValue(json: unknown): Record<string, string> | undefined {
  const { name, value } = fieldsOf(json);
  const known = textOf(name);
  return known === undefined ? undefined : { [known]: String(value ?? '') };
}
