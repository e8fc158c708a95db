/** A GitHub of one repository on this machine: REST, signed webhooks, a backlog, and people who work on it. */
import { join } from 'node:path';
import { emptyModel, type Permissions, type SetUp } from '@valine/github-model';
import type { CodingAgents } from '@valine/settings';
import { createFaults } from '../shared/faults.ts';
import { type JsonFile, openJsonFile } from '../shared/json-file.ts';
import { createPending } from '../shared/pending.ts';
import { createRequestLog } from '../shared/request-log.ts';
import { serve } from '../shared/serve.ts';
import { createActions } from './actions/actions.ts';
import { createDownloads } from './actions/downloads.ts';
import { actionsPeople } from './actions/routes/actions-people.ts';
import type { SiteUrls } from './actions/work/run-check.ts';
import { createAgents } from './agents/coding-agents.ts';
import { createApp } from './app.ts';
import { addSeed, addSiteFiles, addWorkflowFiles, createBacklog } from './backlog.ts';
import { githubPeople } from './people/github-people.ts';
import type { Seed } from './seed/parse-seed.ts';
import { workflowOf, workflowsOfAgents } from './seed/workflow-of.ts';
import type { GitHubState } from './state/state.ts';
import { pointWebhook, usualSetUp } from './state/usual-set-up.ts';
import { useWorkflows, WORKFLOWS } from './state/workflows.ts';
import type { View } from './views/view.ts';
import { createAnnouncer } from './webhooks/announcer.ts';
import { createWebhookSender, type WebhookEvent, type WebhookSender } from './webhooks/webhook-sender.ts';

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
  /** What the repository's FRONTEND_BASE_URL and VITE_API_BASE hold; nothing when absent. */
  site?: SiteUrls;
  /** Issues and workflows of one's own. */
  seed?: Seed;
  /** Coding agents that listen to what is told there; none when absent. */
  agents?: CodingAgents;
  /** Milliseconds that a second of theirs takes; as many as it has when absent. */
  agentSecondMs?: number;
  /** Starts with its webhook deliveries held back, until `resumeWebhooks`. */
  paused?: boolean;
};

export type GitHubSandbox = Awaited<ReturnType<typeof startGitHubSandbox>>;

/** Login the sandbox's token belongs to. */
const BOT = 'valine-bot';

/** @throws when the port is taken, or the state cannot be read */
export async function startGitHubSandbox(options: GitHubSandboxOptions) {
  const { file, view, pending, webhooks, announce, faults, requests, actions, downloads, agents, app } =
    createParts(options);
  const served = await serve(createApp(app), options.port);
  view.base = served.url;
  await downloads.open();
  if (!options.paused) webhooks.resume();
  actions.resume();
  return {
    url: served.url,
    token: file.value.token,
    repository: file.value.repository,
    ...githubPeople(announce, webhooks),
    /** Of the App that somebody has made. */
    appSlug: () => file.value.setUp.app?.slug,
    /** Somebody changes what is set up on its pages. */
    setUp(change: (setUp: SetUp) => void): void {
      change(file.value.setUp);
      file.save();
    },
    ...actionsPeople(app.actions),
    ...githubFaults(faults, webhooks),
    /** How a coding agent does its next tasks. @throws for one that is not configured */
    behave: agents.behave,
    /** The coding agents that are configured. */
    agents: agents.list,
    /** The API requests since the start or `forgetRequests`, as `METHOD /path?query`. */
    requests: requests.list,
    forgetRequests: requests.forget,
    /** What the App's tokens were minted for, each kind once, by their texts. */
    mintedPermissions: () => mintedPermissions(file.value),
    pauseWebhooks: webhooks.pause,
    resumeWebhooks: webhooks.resume,
    /** Webhook deliveries that are not answered yet, and workflow runs under way. */
    pending: () => pending.count() + actions.underWay(),
    async whenIdle(): Promise<void> {
      do {
        await actions.whenNone();
        await pending.whenNone();
      } while (actions.underWay() > 0);
    },
    /** The workflow runs under way, for people to read. */
    running: actions.running,
    /** Workflow runs stay where they are, and go on at the next start. */
    async close(): Promise<void> {
      agents.stop();
      actions.stop();
      // What a run is at is finished, or it would be written over what the next start knows.
      await actions.whenNone();
      await pending.whenNone();
      await Promise.all([served.close(), downloads.close()]);
    },
  };
}

function createParts(options: GitHubSandboxOptions) {
  const file = openState(options);
  const pending = createPending();
  const faults = createFaults();
  const requests = createRequestLog();
  const ofAgents = { agents: options.agents ?? {}, secondMs: options.agentSecondMs ?? 1000 };
  const agents = createAgents(file.value, ofAgents, () => announce);
  const webhooks = overheard(createWebhookSender(file, pending), agents.hear);
  const view: View = { state: file.value, base: '' };
  const announce = createAnnouncer(file, view, webhooks);
  const actions = createActions({ file, view, webhooks, site: options.site ?? { frontendUrl: '', apiBase: '' } });
  const downloads = createDownloads(file.value);
  const ofActions = { actions, polling: { forbidden: false }, faults: { loseNext: false, old: false }, downloads };
  const app = { announce, webhooks, faults, requests, actor: BOT, actions: ofActions };
  return { file, view, pending, webhooks, announce, faults, requests, actions, downloads, agents, app };
}

function mintedPermissions({ installationTokens }: GitHubState): Permissions[] {
  const written = Object.values(installationTokens).map(({ permissions }) => JSON.stringify(permissions));
  return [...new Set(written)].sort().map((text) => JSON.parse(text));
}

/** Apps and workflows are told whatever becomes of our webhook. */
function overheard(webhooks: WebhookSender, listen: (event: WebhookEvent) => void): WebhookSender {
  return {
    ...webhooks,
    send(event) {
      webhooks.send(event);
      listen(event);
    },
  };
}

function openState({
  dataDir,
  repository,
  token,
  webhookUrl: url,
  webhookSecret: secret,
  seed = {},
  agents = {},
}: GitHubSandboxOptions): JsonFile<GitHubState> {
  const fresh = () => {
    useWorkflows((seed.workflows ?? []).map(workflowOf));
    return createBacklog(repository, Date.now(), seed);
  };
  const file = openJsonFile<GitHubState>(join(dataDir, 'github-sandbox.json'), fresh);
  file.value.repository = repository;
  file.value.token = token ?? file.value.token;
  // A file of an earlier shape is begun afresh.
  if (!Object.hasOwn(file.value, 'annotations')) Object.assign(file.value, fresh());
  // What an earlier version did not know of is not there yet.
  Object.assign(file.value, { ...emptyModel(repository), ...file.value });
  if (file.value.setUp === undefined) addWorkflowFiles(file.value);
  file.value.setUp ??= usualSetUp();
  file.value.installationTokens ??= {};
  pointWebhook(file.value, { url, secret });
  addSiteFiles(file.value, Date.now());
  addSeed(file.value, seed, Date.now());
  const { workflows = [] } = file.value;
  useWorkflows(workflows);
  const known = WORKFLOWS.map((workflow) => workflow.file);
  file.value.workflows = [...workflows, ...workflowsOfAgents(agents, known)];
  useWorkflows(file.value.workflows);
  file.save();
  return file;
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
    loseAllWebhooks: webhooks.loseAll,
    loseOneWebhookOf: webhooks.loseOneOf,
    duplicateWebhooks: webhooks.duplicate,
    reverseWebhooks: webhooks.reverse,
  };
}
