/** Asks GitHub for all that the checks look at; what it does not answer is unknown, and the rest is asked all the same. */
import { WORKFLOW_NEEDS } from '@valine/requirements';
import { type Fact, known, needless, unknown } from '../facts/fact.ts';
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
  /** Of the App's webhook, or of that of the repository; the newest first, 50 at most. */
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

export async function gatherGitHub(github: GitHubSetUp, settings: SettingsFact): Promise<GitHubFacts> {
  const ref = settings['WORKFLOW_REF'] || 'main';
  const webhooks = factOf(() => github.webhooks(), WEBHOOKS);
  const workflow = async (setting: (typeof WORKFLOW_NEEDS)[number]['setting']) => {
    const file = settings[setting] || WORKFLOW_NEEDS.find((need) => need.setting === setting)?.file || '';
    return [setting, await factOf(() => github.workflow(file, ref), AGAIN)] as const;
  };
  const [identity, repository, hasRef, subject, variables, secrets, skewMs, [, deploy], [, diagnose], deliveries] =
    await Promise.all([
      factOf(() => github.identity(), AGAIN),
      factOf(() => github.repository(), AGAIN),
      factOf(() => github.hasRef(ref), AGAIN),
      factOf(() => github.subject(), AGAIN),
      factOf(() => github.variables(), SETTINGS),
      factOf(() => github.secrets(), SETTINGS),
      factOf(() => github.skewMs(), AGAIN),
      workflow('CLIENT_DEPLOY_WORKFLOW'),
      workflow('DIAGNOSE_WORKFLOW'),
      webhooks.then((hooks) => deliveriesOf(github, hooks)),
    ]);
  return {
    identity,
    repository,
    ref: hasRef,
    webhooks: await webhooks,
    deliveries,
    workflows: { CLIENT_DEPLOY_WORKFLOW: deploy, DIAGNOSE_WORKFLOW: diagnose },
    subject,
    variables,
    secrets,
    skewMs,
  };
}

async function deliveriesOf(github: GitHubSetUp, hooks: Fact<WebhookFact[]>): Promise<Fact<DeliveryFact[]>> {
  if (hooks.is !== 'known') return hooks;
  const [hook] = hooks.value;
  if (hook === undefined) return needless('there is no webhook');
  return factOf(() => github.deliveries(hook.id), WEBHOOKS);
}

/** All of it, where there is nothing to ask with. */
export function unknownGitHub(why: string, mend: string): GitHubFacts {
  const nothing = unknown(why, mend);
  const rest = needless('GitHub cannot be asked');
  return {
    identity: nothing,
    repository: rest,
    ref: rest,
    webhooks: rest,
    deliveries: rest,
    workflows: { CLIENT_DEPLOY_WORKFLOW: rest, DIAGNOSE_WORKFLOW: rest },
    subject: rest,
    variables: rest,
    secrets: rest,
    skewMs: known(0),
  };
}
