/** The writing calls to GitHub, typed and thin: one HTTP attempt each. */
import type { Octokit } from '@octokit/rest';
import { attempt } from '../attempt.ts';
import { bounded } from '../bounded.ts';
import type { DispatchedRun, GitHubWriter } from './github-writer.ts';

export type Connection = { octokit: Octokit; owner: string; repo: string; timeoutMs: number };

export function createGitHubWriter(connection: Connection): GitHubWriter {
  return { ...createCodeWriter(connection), ...createTalkWriter(connection), ...createActionsWriter(connection) };
}

type CodeWriter = Pick<GitHubWriter, 'createCommit' | 'createBranch' | 'createPullRequest' | 'mergePullRequest'>;

function createCodeWriter({ octokit: { rest }, owner, repo, timeoutMs }: Connection): CodeWriter {
  const at = () => ({ owner, repo, ...bounded(timeoutMs) });
  return {
    createCommit: ({ message, tree, parents, author }) =>
      attempt('create a commit', async () => {
        const signed = { name: author.name, email: author.email, date: gitDate(author.date) };
        const input = { message, tree, parents: [...parents], author: signed, committer: signed };
        const { data } = await rest.git.createCommit({ ...at(), ...input });
        return { sha: text(data.sha) };
      }),
    createBranch: (name, sha) =>
      attempt(`create branch ${name}`, async () => {
        const { data } = await rest.git.createRef({ ...at(), ref: `refs/heads/${name}`, sha });
        return { sha: text(data.object.sha) };
      }),
    createPullRequest: (pullRequest) =>
      attempt(`open a pull request for ${pullRequest.head}`, async () => {
        const { data } = await rest.pulls.create({ ...at(), ...pullRequest });
        return { number: number(data.number), url: text(data.html_url) };
      }),
    mergePullRequest: (pull_number, sha, merge_method) =>
      attempt(`merge pull request #${pull_number}`, async () => {
        const { data } = await rest.pulls.merge({ ...at(), pull_number, sha, merge_method });
        return { sha: text(data.sha) };
      }),
  };
}

type TalkWriter = Pick<GitHubWriter, 'createComment' | 'addLabels' | 'removeLabel'>;

function createTalkWriter({ octokit: { rest }, owner, repo, timeoutMs }: Connection): TalkWriter {
  const at = (issue_number: number) => ({ owner, repo, issue_number, ...bounded(timeoutMs) });
  return {
    createComment: (issue, body) =>
      attempt(`comment on #${issue}`, async () => {
        const { data } = await rest.issues.createComment({ ...at(issue), body });
        return { id: number(data.id), url: text(data.html_url) };
      }),
    addLabels: (issue, labels) =>
      attempt(`label #${issue}`, async () => {
        await rest.issues.addLabels({ ...at(issue), labels: [...labels] });
      }),
    removeLabel: (issue, name) =>
      attempt(`take a label off #${issue}`, async () => {
        await rest.issues.removeLabel({ ...at(issue), name });
      }),
  };
}

type ActionsWriter = Pick<GitHubWriter, 'createVariable' | 'updateVariable' | 'setSecret' | 'dispatchWorkflow'>;

function createActionsWriter({ octokit: { rest }, owner, repo, timeoutMs }: Connection): ActionsWriter {
  const at = () => ({ owner, repo, ...bounded(timeoutMs) });
  return {
    createVariable: (name, value) =>
      attempt(`create variable ${name}`, async () => {
        await rest.actions.createRepoVariable({ ...at(), name, value });
      }),
    updateVariable: (name, value) =>
      attempt(`update variable ${name}`, async () => {
        await rest.actions.updateRepoVariable({ ...at(), name, value });
      }),
    setSecret: (secret_name, encrypted_value, key_id) =>
      attempt(`set secret ${secret_name}`, async () => {
        await rest.actions.createOrUpdateRepoSecret({ ...at(), secret_name, encrypted_value, key_id });
      }),
    dispatchWorkflow: (workflow_id, ref, inputs) =>
      attempt(`dispatch ${workflow_id}`, async () => {
        const asked = { workflow_id, ref, inputs: { ...inputs }, return_run_details: true };
        return toDispatchedRun(await rest.actions.createWorkflowDispatch({ ...at(), ...asked }));
      }),
  };
}

/** 200 with the run since 2026-02, 204 without it from older servers. */
function toDispatchedRun({ status, data }: { status: number; data: unknown }): DispatchedRun {
  if (status === 204) return {};
  if (typeof data !== 'object' || data === null) throw new TypeError('the answer is not as GitHub gives it');
  const { workflow_run_id, html_url }: { workflow_run_id?: unknown; html_url?: unknown } = data;
  return { runId: number(workflow_run_id), url: text(html_url) };
}

/** From now on, the time that throttling holds a call back included: a claim must not be outlasted by its call. */
function gitDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** An answer that is not GitHub's tells nothing: the call may have landed. @throws TypeError */
function text(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}

function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError('the answer is not as GitHub gives it');
}
