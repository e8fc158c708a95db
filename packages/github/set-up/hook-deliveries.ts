/** What became of the deliveries of our webhook, the App's own or the repository's, and having one sent again. */
import { RequestError } from '@octokit/request-error';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { GitHubOptions } from '../create-github.ts';
import { type Fields, fieldsOf, listOf, textOf, timeOf, wholeNumber } from '../json-fields.ts';
import { attempt } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { GitHubError } from '../requests/github-error.ts';
import { connectSetUp } from './set-up-connection.ts';

/** One try of GitHub's to deliver. All tries of a delivery have its GUID, each has an id of its own. */
export type DeliveryAttempt = {
  id: number;
  /** `X-GitHub-Delivery`. */
  guid: string;
  /** `X-GitHub-Event`; empty where GitHub tells none. */
  event: string;
  /** GitHub's number of the repository; absent where none is told. */
  repositoryId?: number;
  /** Epoch milliseconds. */
  at: number;
  /** 0 where nothing answered. */
  statusCode: number;
  /** In GitHub's words. */
  status: string;
  /** Somebody had it sent again. */
  isRedelivery: boolean;
};

/** The newest first. `next`: the cursor of the page with older ones, where there is one. */
export type DeliveryPage = { attempts: DeliveryAttempt[]; next?: string };

/** Every method throws GitHubError. */
export interface HookDeliveries {
  /** Whose webhook: an App has one of its own, with which it is told of every repository that it is installed in. */
  readonly of: 'app' | 'repository';
  /** The id of the repository's webhook that leads to `url`; undefined where none does. */
  findHook(url: string): Promise<number | undefined>;
  /** `hookId`: of a repository's webhook. What is still on its way is left out. */
  page(hookId: number | undefined, cursor?: string): Promise<DeliveryPage>;
  /**
   * Has GitHub send the delivery once more: it does so once it has answered, with the same GUID and body. `id`: of any of its tries.
   * @throws GitHubError `not_found` for one that is older than three days; `forbidden` where the token may read it and no more
   */
  redeliver(id: number, hookId: number | undefined): Promise<void>;
}

const PER_PAGE = 100;

/** An App's signature lives for ten minutes, and so does what is made here. */
export function createHookDeliveries(options: GitHubOptions): HookDeliveries {
  const { octokit, at, asApp } = connectSetUp(options);
  const hook = (hookId: number | undefined) => ({ ...at, hook_id: hookId ?? 0 });
  return {
    of: asApp === undefined ? 'repository' : 'app',
    findHook: (url) =>
      attempt('show the webhook', async () => {
        const { data } = await octokit.rest.repos.listWebhooks({ ...at, per_page: PER_PAGE });
        const hooks = listOf(data, fieldsOf);
        return wholeNumber(hooks.find(({ config }) => fieldsOf(config)['url'] === url)?.['id']);
      }),
    page: (hookId, cursor) =>
      attempt('list deliveries', async () => {
        const page = { per_page: PER_PAGE, ...(cursor !== undefined && { cursor }) };
        const { data, headers } =
          asApp === undefined
            ? await octokit.rest.repos.listWebhookDeliveries({ ...hook(hookId), ...page })
            : await (await asApp()).request('GET /app/hook/deliveries', page);
        const next = nextCursor(headers.link);
        return { attempts: listOf(data, deliveryAttempt), ...(next !== undefined && { next }) };
      }),
    redeliver: (id, hookId) =>
      attempt('redeliver', async () => {
        const one = { ...hook(hookId), delivery_id: id };
        if (asApp !== undefined)
          await (await asApp()).request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id });
        else await octokit.rest.repos.redeliverWebhookDelivery(one).catch((error) => refuse(octokit, one, error));
      }),
  };
}

type One = RestEndpointMethodTypes['repos']['getWebhookDelivery']['parameters'];

/** GitHub says "not found" to a token too that may not: it is there where the token may read it. @throws always */
async function refuse({ rest }: Connection['octokit'], one: One, error: unknown): Promise<never> {
  if (!(error instanceof RequestError) || error.status !== 404) throw error;
  await rest.repos.getWebhookDelivery(one);
  const advice = 'Give the token “Webhooks: read and write” of the repository (classic: admin:repo_hook).';
  throw new GitHubError({ operation: 'redeliver', reason: 'forbidden', status: 404, advice });
}

/** Undefined for what has no number, and for what is on its way, which has no outcome yet. */
function deliveryAttempt(json: unknown): DeliveryAttempt | undefined {
  const fields = fieldsOf(json);
  const id = wholeNumber(fields['id']);
  if (id === undefined || fields['status'] === 'pending') return undefined;
  const repositoryId = wholeNumber(fields['repository_id']);
  return {
    id,
    guid: textOf(fields['guid']) ?? '',
    event: textOf(fields['event']) ?? '',
    ...(repositoryId !== undefined && { repositoryId }),
    at: timeOf(fields['delivered_at']),
    ...outcomeOf(fields),
    isRedelivery: fields['redelivery'] === true,
  };
}

function outcomeOf({ status_code: code, status }: Fields): Pick<DeliveryAttempt, 'statusCode' | 'status'> {
  return { statusCode: Number(code) || 0, status: textOf(status) ?? `status ${code}` };
}

/** `<https://…/deliveries?per_page=100&cursor=v1_17>; rel="next"` */
function nextCursor(link: string | undefined): string | undefined {
  const [, url] = /<([^>]+)>;\s*rel="next"/.exec(link ?? '') ?? [];
  return url === undefined ? undefined : (new URL(url).searchParams.get('cursor') ?? undefined);
}
