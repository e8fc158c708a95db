/** What a look at the set-up needs, loaded at the first one: no cold start waits for it. */
import type { GitHubOptions } from '@valine/github';
import type { Clock } from '@valine/lambda-kit';
import type { Settings } from '@valine/settings';
import type { SetUpPorts } from '../shared/ports.ts';

/** Three calls after one another end well within the function's time, whatever GitHub does. */
const TIMEOUT_MS = 4000;

type Looked = Pick<
  Settings,
  | 'GITHUB_REPOSITORY'
  | 'GITHUB_API_URL'
  | 'WORKFLOW_REF'
  | 'CLIENT_DEPLOY_WORKFLOW'
  | 'DIAGNOSE_WORKFLOW'
  | 'DIAGNOSE_TRIGGER'
  | 'MERGE_METHOD'
>;

type Given = {
  settings: Looked;
  /** `NOTIFICATION_RULES` as it was given: which events GitHub has to tell of besides. */
  rules: string | undefined;
  webhookUrl: string;
};

export function lazySetUp(options: GitHubOptions & { clock: Clock }, { settings, rules, webhookUrl }: Given) {
  let loaded: Promise<SetUpPorts> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };

  async function load(): Promise<SetUpPorts> {
    const { createGitHubSetUp } = await import('@valine/github/set-up');
    const { GITHUB_REPOSITORY, GITHUB_API_URL, WORKFLOW_REF, MERGE_METHOD, DIAGNOSE_TRIGGER } = settings;
    const { CLIENT_DEPLOY_WORKFLOW, DIAGNOSE_WORKFLOW } = settings;
    return {
      github: createGitHubSetUp({ ...options, timeoutMs: TIMEOUT_MS }),
      settings: {
        ...{ GITHUB_REPOSITORY, GITHUB_API_URL, WORKFLOW_REF, MERGE_METHOD, DIAGNOSE_TRIGGER },
        ...{ CLIENT_DEPLOY_WORKFLOW, DIAGNOSE_WORKFLOW },
        ...(rules !== undefined && { NOTIFICATION_RULES: rules }),
      },
      webhookUrl,
    };
  }
}
