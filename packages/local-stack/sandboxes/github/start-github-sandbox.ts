/** A GitHub of one repository on this machine: REST, signed webhooks, a backlog, and people who work on it. */
import { join } from 'node:path';
import { createFaults } from '../shared/faults.ts';
import { openJsonFile } from '../shared/json-file.ts';
import { createPending } from '../shared/pending.ts';
import { serve } from '../shared/serve.ts';
import { createApp } from './app.ts';
import { createBacklog } from './backlog.ts';
import { githubPeople } from './people/github-people.ts';
import type { GitHubState } from './state.ts';
import type { View } from './views/view.ts';
import { createAnnouncer } from './webhooks/announcer.ts';
import { createWebhookSender } from './webhooks/webhook-sender.ts';

export type GitHubSandboxOptions = {
  /** State is kept in `github-sandbox.json` there; a restart goes on from it. */
  dataDir: string;
  /** `owner/name`. */
  repository: string;
  webhookUrl: string;
  webhookSecret: string;
  /** 0 for any free port. */
  port: number;
  /** The token that is taken; one of its own when absent. */
  token?: string;
  /** Starts with its webhook deliveries held back, until `resumeWebhooks`. */
  paused?: boolean;
};

export type GitHubSandbox = Awaited<ReturnType<typeof startGitHubSandbox>>;

/** Login the sandbox's token belongs to. */
const BOT = 'valine-bot';

/** @throws when the port is taken, or the state cannot be read */
export async function startGitHubSandbox(options: GitHubSandboxOptions) {
  const file = openJsonFile<GitHubState>(join(options.dataDir, 'github-sandbox.json'), () =>
    createBacklog(options.repository, Date.now()),
  );
  file.value.repository = options.repository;
  file.value.token = options.token ?? file.value.token;
  const pending = createPending();
  const faults = createFaults();
  const webhook = { url: options.webhookUrl, secret: options.webhookSecret };
  const webhooks = createWebhookSender(file, webhook, pending);
  const view: View = { state: file.value, base: '' };
  const announce = createAnnouncer(file, view, webhooks);
  const served = await serve(createApp({ announce, webhook, webhooks, faults, actor: BOT }), options.port);
  view.base = served.url;
  if (!options.paused) webhooks.resume();
  return {
    url: served.url,
    token: file.value.token,
    repository: file.value.repository,
    hookId: file.value.hookId,
    ...githubPeople(announce, webhooks),
    ...githubFaults(faults, webhooks),
    pauseWebhooks: webhooks.pause,
    resumeWebhooks: webhooks.resume,
    /** Webhook deliveries that are not answered yet. */
    pending: pending.count,
    whenIdle: pending.whenNone,
    async close(): Promise<void> {
      await pending.whenNone();
      await served.close();
    },
  };
}

const UNAVAILABLE = {
  status: 503,
  body: {
    message:
      'No server is currently available to service your request. Sorry about that. Please try resubmitting your request and contact us if the problem persists.',
  },
};

const SECONDARY_LIMIT = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';

function messageFor(status: number): string {
  if (status === 401) return 'Bad credentials';
  if (status === 404) return 'Not Found';
  return status === 403 || status === 429 ? SECONDARY_LIMIT : 'Server Error';
}

function githubFaults(faults: ReturnType<typeof createFaults>, webhooks: ReturnType<typeof createWebhookSender>) {
  return {
    /** The next `count` API requests are answered with `status`; with `after`, they take effect first. */
    failNext(count: number, status: number, headers: Record<string, string> = {}, more: { after?: boolean } = {}) {
      faults.failNext(count, { status, headers, body: { message: messageFor(status) }, ...more });
    },
    down: () => faults.down(UNAVAILABLE),
    up: faults.up,
    isDown: faults.isDown,
    dropWebhooks: webhooks.drop,
    duplicateWebhooks: webhooks.duplicate,
    reverseWebhooks: webhooks.reverse,
  };
}
