/** Workflows, variables and secrets of a repository in memory. */
import type { GitHubLooks, GitHubWriter, WorkflowRunSeen } from '@valine/github';
import { refusal } from './refusal.ts';

type Writer = Pick<GitHubWriter, 'createVariable' | 'updateVariable' | 'setSecret' | 'dispatchWorkflow'>;
type Looks = Pick<GitHubLooks, 'dispatchedRunsSince' | 'secretKey'>;
type FakeRun = WorkflowRunSeen & { workflow: string; ref: string; inputs: Readonly<Record<string, string>> };

/** The key of a box whose other half nobody has. */
const SECRET_KEY = 'L/6eBz5Zk9GkHPMRz0zl9vKqhYbD0Ahm7Y2gGWHgWEQ=';

export function fakeActions(clock: { now(): number }) {
  const runs: FakeRun[] = [];
  const variables = new Map<string, string>();
  const secrets = new Map<string, { sealed: string; keyId: string }>();
  const writer: Writer = {
    async createVariable(name, value) {
      if (variables.has(name)) throw refusal('createVariable', 409, 'Already exists - Variable already exists');
      variables.set(name, value);
    },
    async updateVariable(name, value) {
      if (!variables.has(name)) throw refusal('updateVariable', 404, 'Not Found');
      variables.set(name, value);
    },
    async setSecret(name, sealed, keyId) {
      secrets.set(name, { sealed, keyId });
    },
    async dispatchWorkflow(workflow, ref, inputs) {
      const id = 7001 + runs.length;
      const url = `https://github.com/acme/web/actions/runs/${id}`;
      const displayTitle = `${workflow} — ${Object.values(inputs).join(' ')}`;
      runs.push({ id, url, displayTitle, createdAt: clock.now(), workflow, ref, inputs });
      return { runId: id, url };
    },
  };
  const looks: Looks = {
    async dispatchedRunsSince(workflow, since) {
      const recent = runs.filter((run) => run.workflow === workflow && run.createdAt >= since).toReversed();
      return recent.map(({ id, url, displayTitle, createdAt }) => ({ id, url, displayTitle, createdAt }));
    },
    async secretKey() {
      return { keyId: 'key-1', key: SECRET_KEY };
    },
  };
  return { writer, looks, runs, variables, secrets };
}
