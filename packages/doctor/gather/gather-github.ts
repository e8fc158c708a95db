/** Asks GitHub for all that the checks look at; what it does not answer is unknown, and the rest is asked all the same. */
import { WORKFLOW_NEEDS } from '@valine/requirements';
import { type Fact, known, needless, toldElsewhere, unknown } from '../facts/fact.ts';
import type { SettingsFact } from '../facts/facts.ts';
import type {
  DeliveryFact,
  GitHubFacts,
  Identity,
  RepositoryFact,
  SubjectFact,
  WebhookFact,
  WorkflowFact,
} from '../facts/github-facts.ts';
import { factOf } from './fact-of.ts';

/** Every method throws GitHubError. */
export interface GitHubSetUp {
  identity(): Promise<Identity>;
  repository(): Promise<RepositoryFact>;
  /** A branch or a tag. */
  hasRef(ref: string): Promise<boolean>;
  /** The App's own, or the repository's. */
  webhooks(): Promise<WebhookFact[]>;
  /** Of the App's webhook, or of that of the repository; the newest first, `DELIVERIES_READ` at most. */
  deliveries(hookId?: number): Promise<DeliveryFact[]>;
  /** Undefined where there is no such file. */
  workflow(file: string, ref: string): Promise<WorkflowFact | undefined>;
  subject(): Promise<SubjectFact>;
  variables(): Promise<Record<string, string>>;
  secrets(): Promise<string[]>;
  /** How far this machine's clock is ahead, in milliseconds. */
  skewMs(): Promise<number>;
}

const AGAIN = 'Try again; https://www.githubstatus.com tells whether GitHub has a problem.';
const WEBHOOKS =
  'Look at it yourself (repository, Settings, Webhooks), or give the token “Webhooks: read and write” too.';
const SETTINGS =
  'Look at it yourself (repository, Settings, Secrets and variables, Actions), or give the token “Variables” and “Secrets”: read.';

/** Whoever is not let in is not told the rest: that is one fault, and not ten. `webhookUrl`: where deliveries must go. */
export async function gatherGitHub(
  github: GitHubSetUp,
  settings: SettingsFact,
  webhookUrl: Fact<string>,
): Promise<GitHubFacts> {
  const [identity, skewMs] = await Promise.all([
    factOf(() => github.identity(), AGAIN),
    factOf(() => github.skewMs(), AGAIN),
  ]);
  if (!isLetIn(identity)) return { ...unaskedGitHub(identity), skewMs };
  return { identity, skewMs, ...(await gatherRest(github, settings, webhookUrl)) };
}

function isLetIn(identity: Fact<Identity>): boolean {
  if (identity.is !== 'known') return false;
  const { value } = identity;
  return value.kind === 'token' || (value.kind === 'app' && value.coversRepository && !value.isSuspended);
}

async function gatherRest(
  github: GitHubSetUp,
  settings: SettingsFact,
  webhookUrl: Fact<string>,
): Promise<Omit<GitHubFacts, 'identity' | 'skewMs'>> {
  const ref = settings['WORKFLOW_REF'] || 'main';
  const ours = factOf(() => github.webhooks(), WEBHOOKS).then((hooks) => ourWebhook(hooks, webhookUrl));
  const workflow = (setting: (typeof WORKFLOW_NEEDS)[number]['setting']) => {
    const file = settings[setting] || WORKFLOW_NEEDS.find((need) => need.setting === setting)?.file || '';
    return factOf(() => github.workflow(file, ref), AGAIN);
  };
  const [repository, hasRef, webhook, deliveries, deploy, diagnose, subject, variables, secrets] = await Promise.all([
    factOf(() => github.repository(), AGAIN),
    factOf(() => github.hasRef(ref), AGAIN),
    ours,
    ours.then((found) => deliveriesOf(github, found)),
    workflow('CLIENT_DEPLOY_WORKFLOW'),
    workflow('DIAGNOSE_WORKFLOW'),
    factOf(() => github.subject(), AGAIN),
    factOf(() => github.variables(), SETTINGS),
    factOf(() => github.secrets(), SETTINGS),
  ]);
  const workflows = { CLIENT_DEPLOY_WORKFLOW: deploy, DIAGNOSE_WORKFLOW: diagnose };
  return { repository, ref: hasRef, webhook, deliveries, workflows, subject, variables, secrets };
}

/** The App has one only. Of the repository's, one that leads elsewhere is somebody else's. */
function ourWebhook(hooks: Fact<WebhookFact[]>, url: Fact<string>): Fact<WebhookFact | undefined> {
  if (hooks.is !== 'known') return hooks;
  const own = hooks.value.find(({ id }) => id === undefined);
  if (own !== undefined || hooks.value.length === 0) return known(own);
  return url.is === 'known' ? known(hooks.value.find((hook) => hook.url === url.value)) : url;
}

async function deliveriesOf(github: GitHubSetUp, found: Fact<WebhookFact | undefined>): Promise<Fact<DeliveryFact[]>> {
  if (found.is !== 'known') return toldElsewhere(found, 'the webhook is not shown');
  const hook = found.value;
  if (hook === undefined) return needless('there is no webhook');
  return factOf(() => github.deliveries(hook.id), WEBHOOKS);
}

/** All of it, where there is nothing to ask with. */
export function unknownGitHub(why: string, mend: string): GitHubFacts {
  return unaskedGitHub(unknown(why, mend));
}

function unaskedGitHub(identity: Fact<Identity>): GitHubFacts {
  const rest = needless('GitHub cannot be asked');
  return {
    identity,
    repository: rest,
    ref: rest,
    webhook: rest,
    deliveries: rest,
    workflows: { CLIENT_DEPLOY_WORKFLOW: rest, DIAGNOSE_WORKFLOW: rest },
    subject: rest,
    variables: rest,
    secrets: rest,
    skewMs: rest,
  };
}
