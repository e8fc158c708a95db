/** What the links in messages lead to: an issue, a workflow run, a commit or what lies between two of them, as plain text. */

import { checkRunsOf, compareCommits, type Issue, type PullRequest, reviewsOf } from '@valine/github-model';
import type { Hono } from 'hono';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../state/actions-state.ts';
import { type GitHubState, timestamp } from '../state/state.ts';
import { getWorkflow } from '../state/workflows.ts';

export function issuePage(app: Hono, state: GitHubState): void {
  const pages = `/${state.repository}/:kind{issues|pull}/:number{[0-9]+}`;
  app.get(pages, (c) => {
    const issue = state.issues.find((each) => String(each.number) === c.req.param('number'));
    return issue === undefined ? c.text('There is no such issue.\n', 404) : c.text(issueText(state, issue));
  });
}

function issueText(state: GitHubState, issue: Issue): string {
  const comments = state.comments.filter((comment) => comment.issue === issue.number);
  return [
    `${issue.title} #${issue.number}`,
    `${issue.state}${issue.stateReason === null ? '' : ` (${issue.stateReason})`}, opened ${timestamp(issue.createdAt)} by ${issue.author}`,
    `Labels: ${issue.labels.join(', ') || 'none'}    Assignees: ${issue.assignees.join(', ') || 'none'}`,
    ...(issue.pullRequest ? pullLines(state, issue.number, issue.pullRequest) : []),
    '',
    issue.body ?? 'No description.',
    ...comments.map((comment) => `\n-- ${comment.author}, ${timestamp(comment.createdAt)}\n${comment.body}`),
    '',
  ].join('\n');
}

function pullLines(state: GitHubState, number: number, pull: PullRequest): string[] {
  const stand = pull.merged ? ' (merged)' : pull.draft ? ' (draft)' : '';
  return [
    `${pull.head} at ${pull.headSha.slice(0, 7)} into ${pull.base}${stand}`,
    ...reviewsOf(state, number).map(({ author, state: judgement }) => `Review: ${author}, ${judgement}`),
    ...checkRunsOf(state, pull.headSha).map(
      ({ name, status, conclusion }) => `Check: ${name}, ${conclusion ?? status}`,
    ),
  ];
}

export function runPage(app: Hono, state: GitHubState): void {
  const answer = (id: string | undefined) => state.runs.find((run) => String(run.id) === id);
  const page = `/${state.repository}/actions/runs/:run{[0-9]+}`;
  for (const path of [page, `${page}/job/:job{[0-9]+}`, `${page}/attempts/:attempt{[0-9]+}`])
    app.get(path, (c) => {
      const run = answer(c.req.param('run'));
      return run === undefined ? c.text('There is no such workflow run.\n', 404) : c.text(runText(run));
    });
}

function runText(run: WorkflowRun): string {
  const attempt = lastAttempt(run);
  return [
    run.title,
    `${getWorkflow(run.workflow).name} #${run.number}, attempt ${attempt.number}, started ${timestamp(run.createdAt)} by ${attempt.actor} (${run.event})`,
    stateText(attempt),
    '',
    ...jobOf(attempt).steps.map((step) => `${(step.conclusion ?? step.status).padEnd(12)}${step.name}`),
    '',
  ].join('\n');
}

function stateText({ status, conclusion }: Attempt): string {
  return conclusion === null ? status : `${status}: ${conclusion}`;
}

export function commitPages(app: Hono, state: GitHubState): void {
  app.get(`/${state.repository}/commit/:sha{[0-9a-f]+}`, (c) => {
    const { message, author, at } = state.commits[c.req.param('sha')] ?? {};
    if (message === undefined) return c.text('There is no such commit.\n', 404);
    return c.text(`${message}\n\n${author}, ${timestamp(at ?? 0)}\n`);
  });
  app.get(`/${state.repository}/compare/:basehead{.+}`, (c) => {
    const [base = '', head = ''] = c.req.param('basehead').split('...');
    const { status, ahead, behind } = compareCommits(state, base, head);
    return c.text(`${status}: ${ahead} commits ahead, ${behind} behind\n`);
  });
}
