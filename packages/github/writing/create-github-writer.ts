/** The writing calls to GitHub, typed and thin: one HTTP attempt each. */

import { fieldsOf, listOf, textOf } from '../json-fields.ts';
import { askGraphql } from '../requests/ask-graphql.ts';
import { attempt, bounded } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import { createWorkflowsWriter, number, text } from './create-workflows-writer.ts';
import type { AgentAssignment, GitHubWriter } from './github-writer.ts';

export function createGitHubWriter(connection: Connection): GitHubWriter {
  return {
    ...createCodeWriter(connection),
    ...createTalkWriter(connection),
    ...createSettingsWriter(connection),
    ...createWorkflowsWriter(connection),
  };
}

type CodeWriter = Pick<
  GitHubWriter,
  | 'createTree'
  | 'createCommit'
  | 'createBranch'
  | 'deleteBranch'
  | 'createPullRequest'
  | 'mergePullRequest'
  | 'updateBranch'
  | 'enqueuePullRequest'
>;

function createCodeWriter({ octokit, owner, repo, timeoutMs }: Connection): CodeWriter {
  const { rest } = octokit;
  const at = () => ({ owner, repo, ...bounded(timeoutMs) });
  return {
    createTree: ({ base, path, content }) =>
      attempt(`make a tree with ${path}`, async () => {
        const file = { path, mode: '100644', type: 'blob', content } as const;
        const { data } = await rest.git.createTree({ ...at(), base_tree: base, tree: [file] });
        return { sha: text(data.sha) };
      }),
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
    deleteBranch: (name) =>
      attempt(`delete branch ${name}`, async () => {
        await rest.git.deleteRef({ ...at(), ref: `heads/${name}` });
      }),
    createPullRequest: (pullRequest) =>
      attempt(`open a pull request for ${pullRequest.head}`, async () => {
        const { data } = await rest.pulls.create({ ...at(), ...pullRequest });
        return { number: number(data.number), url: textOf(data.html_url) ?? '' };
      }),
    mergePullRequest: (pull_number, sha, merge_method) =>
      attempt(`merge pull request #${pull_number}`, async () => {
        const { data } = await rest.pulls.merge({ ...at(), pull_number, sha, merge_method });
        return { sha: text(data.sha) };
      }),
    updateBranch: (pull_number, expected_head_sha) =>
      attempt(`update the branch of pull request #${pull_number}`, async () => {
        await rest.pulls.updateBranch({ ...at(), pull_number, expected_head_sha });
      }),
    enqueuePullRequest: (nodeId, head) =>
      attempt(ENQUEUE_OPERATION, async () => {
        const variables = { pull: nodeId, head, ...bounded(timeoutMs) };
        const { enqueuePullRequest } = await askGraphql(octokit, ENQUEUE_OPERATION, ENQUEUE, variables);
        // An answer without an entry is none: GitHub may have swallowed it.
        text(fieldsOf(fieldsOf(enqueuePullRequest).mergeQueueEntry).id);
      }),
  };
}

const ENQUEUE_OPERATION = 'put a pull request into its merge queue';
const ENQUEUE = `mutation ($pull: ID!, $head: GitObjectID!) {
  enqueuePullRequest(input: { pullRequestId: $pull, expectedHeadOid: $head }) { mergeQueueEntry { id } }
}`;

type TalkWriter = Pick<
  GitHubWriter,
  'createComment' | 'addReaction' | 'addLabels' | 'addAssignee' | 'removeAssignee' | 'removeLabel'
>;

function createTalkWriter({ octokit: { rest }, owner, repo, timeoutMs }: Connection): TalkWriter {
  const at = (issue_number: number) => ({ owner, repo, issue_number, ...bounded(timeoutMs) });
  return {
    createComment: (issue, body) =>
      attempt(`comment on #${issue}`, async () => {
        const { data } = await rest.issues.createComment({ ...at(issue), body });
        return { id: number(data.id), url: textOf(data.html_url) ?? '' };
      }),
    addReaction: (comment_id, content) =>
      attempt(`react to comment ${comment_id}`, async () => {
        await rest.reactions.createForIssueComment({ owner, repo, comment_id, content, ...bounded(timeoutMs) });
      }),
    addLabels: (issue, labels) =>
      attempt(`label #${issue}`, async () => {
        await rest.issues.addLabels({ ...at(issue), labels: [...labels] });
      }),
    addAssignee: (issue, login, agent) =>
      attempt(`assign #${issue}`, async () => {
        const told = agent === undefined ? {} : { agent_assignment: agentAssignment(agent) };
        const { data } = await rest.issues.addAssignees({ ...at(issue), assignees: [login], ...told });
        const assigned = listOf(data.assignees, (person) => textOf(fieldsOf(person).login));
        const names = [login, ...(ALSO_SHOWN[login] ?? [])].map((name) => name.toLowerCase());
        return { isAssigned: assigned.some((each) => names.includes(each.toLowerCase())) };
      }),
    removeAssignee: (issue, login) =>
      attempt(`take an assignee off #${issue}`, async () => {
        await rest.issues.removeAssignees({ ...at(issue), assignees: [login] });
      }),
    removeLabel: (issue, name) =>
      attempt(`take a label off #${issue}`, async () => {
        await rest.issues.removeLabel({ ...at(issue), name });
      }),
  };
}

/** As which GitHub shows one that is assigned by another name. */
const ALSO_SHOWN: Readonly<Record<string, readonly string[]>> = {
  'copilot-swe-agent[bot]': ['Copilot', 'copilot-swe-agent'],
};

function agentAssignment({ repository, branch, instructions }: AgentAssignment) {
  return { target_repo: repository, base_branch: branch, custom_instructions: instructions };
}

type SettingsWriter = Pick<GitHubWriter, 'createVariable' | 'updateVariable' | 'setSecret'>;

function createSettingsWriter({ octokit: { rest }, owner, repo, timeoutMs }: Connection): SettingsWriter {
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
  };
}

/** From now on, the time that throttling holds a call back included: a claim must not be outlasted by its call. */
function gitDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
