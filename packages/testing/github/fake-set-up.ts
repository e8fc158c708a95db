/** How GitHub is set up, for whoever looks at it: well, until a test or a world breaks it. */
import type { GitHubSetUp, SettingsFact } from '@valine/doctor';
import { WEBHOOK_EVENTS, WORKFLOW_NEEDS } from '@valine/requirements';

export const FAKE_WEBHOOK_URL = 'https://valine.example/github/webhook';

/** By the check that sees it. */
export const BREAKABLE = ['github.webhook', 'github.workflows', 'github.ref', 'github.repository'] as const;
export type Breakable = (typeof BREAKABLE)[number];

export type FakeSetUp = {
  github: GitHubSetUp;
  settings: SettingsFact;
  webhookUrl: string;
  /** What is wrong. */
  broken: Set<Breakable>;
  /** Nothing can be asked. */
  isAway: boolean;
};

export function fakeSetUp(repository = 'acme/web'): FakeSetUp {
  const setUp: FakeSetUp = {
    github: githubOf(repository, () => setUp),
    settings: { GITHUB_REPOSITORY: repository, GITHUB_API_URL: 'https://api.github.com' },
    webhookUrl: FAKE_WEBHOOK_URL,
    broken: new Set(),
    isAway: false,
  };
  return setUp;
}

function githubOf(repository: string, state: () => Pick<FakeSetUp, 'broken' | 'isAway'>): GitHubSetUp {
  const answer = async <T>(value: (broken: ReadonlySet<Breakable>) => T): Promise<T> => {
    if (state().isAway) throw new Error('GitHub is away.');
    return value(state().broken);
  };
  return {
    identity: () => answer(() => ({ kind: 'token', login: 'valine', refused: [] })),
    repository: () =>
      answer((broken) => ({
        ...{ id: 1, name: repository, hasIssues: true, defaultBranch: 'main' },
        archived: broken.has('github.repository'),
      })),
    hasRef: () => answer((broken) => !broken.has('github.ref')),
    webhooks: () =>
      answer((broken) => [
        {
          ...{ id: 7, url: FAKE_WEBHOOK_URL, insecureSsl: false, hasSecret: true },
          active: !broken.has('github.webhook'),
          events: WEBHOOK_EVENTS.map(({ name }) => name),
        },
      ]),
    deliveries: () => answer(() => []),
    workflow: (file) =>
      answer((broken) => (broken.has('github.workflows') ? undefined : { text: textOf(file), state: 'active' })),
    subject: () => answer(() => ({ isDefault: true, immutable: true })),
    variables: () => answer(() => ({})),
    secrets: () => answer(() => []),
    skewMs: () => answer(() => 0),
  };
}

/** As much of a workflow as is looked at. */
function textOf(file: string): string {
  const inputs = WORKFLOW_NEEDS.find((need) => need.file === file)?.inputs ?? [];
  const declared = inputs.map((name) => `      ${name}: {}`).join('\n');
  return `run-name: \${{ inputs.correlation_id }}\non:\n  workflow_dispatch:\n    inputs:\n${declared}\n`;
}
