/** The repository as it stands at first start: a believable backlog, its dates counted back from now. */
import { randomBytes } from 'node:crypto';
import {
  addLabel,
  closeIssue,
  createBranch,
  createTree,
  DEFAULT_BRANCH,
  emptyModel,
  followBranch,
  getCommit,
  type Label,
  openIssue,
  openPullRequest,
  type PullRequestIssue,
  pullRequests,
  push,
  REPOSITORY_ID,
} from '@valine/github-model';
import { seedActions } from './actions/seed-runs.ts';
import type { Seed, SeedIssue } from './seed/parse-seed.ts';
import { SITE_FILES } from './seed/site-files.ts';
import { workflowFiles } from './seed/workflow-files.ts';
import { workflowOf } from './seed/workflow-of.ts';
import { type GitHubState, takeId, wholeSeconds } from './state/state.ts';
import { HOOK_ID, USUAL_SECRETS, USUAL_VARIABLES, usualSetUp } from './state/usual-set-up.ts';

const LABELS: [name: string, color: string, description: string | null][] = [
  ['ready', '0e8a16', 'Described well enough to be started'],
  ['in-progress', 'fbca04', 'Somebody is at work on it'],
  ['P0', 'b60205', 'Drop everything'],
  ['P1', 'd93f0b', 'This week'],
  ['P2', 'fbca04', 'This month'],
  ['P3', 'c2e0c6', 'Some day'],
  ['bug', 'd73a4a', "Something isn't working"],
  ['enhancement', 'a2eeef', 'New feature or request'],
  ['ux', 'd876e3', 'What people see and touch'],
  ['api', '1d76db', 'The serverless API'],
  ['documentation', '0075ca', 'Improvements or additions to documentation'],
  ['estimate:2h', 'ededed', null],
  ['estimate:1d', 'ededed', null],
  ['estimate:2d', 'ededed', null],
  ['estimate:3d', 'ededed', null],
];

/** With a branch: a pull request. */
type BacklogIssue = SeedIssue & { branch?: string };

/** Everybody else is of the team. */
const STRANGER = 'eve';

/** The oldest first: numbers rise with time. */
const SEEDS: BacklogIssue[] = [
  { title: 'Footer overlaps the cookie notice on small screens', labels: ['bug', 'ux', 'P3'], daysOld: 61 },
  { title: 'Write down how a release is rolled back', labels: ['documentation', 'P2', 'estimate:2h'], daysOld: 54 },
  {
    title: 'Order history loads every order at once',
    labels: ['api', 'P2', 'ready', 'estimate:2d'],
    daysOld: 47,
    assignee: 'jonas-w',
    body: 'Customers with more than 300 orders wait over 8 s.\n\n- [ ] page the endpoint\n- [ ] load on scroll',
  },
  { title: 'Old password form still linked from the FAQ', labels: ['bug'], daysOld: 45, closedDaysAgo: 31 },
  {
    title: 'Search finds nothing for words with an umlaut',
    labels: ['bug', 'P1', 'ready', 'estimate:1d'],
    daysOld: 33,
  },
  {
    title: 'Keyboard users cannot close the size guide',
    labels: ['bug', 'ux', 'P1', 'ready', 'estimate:2h'],
    daysOld: 26,
    assignee: 'mara-k',
    body: 'Escape does nothing and the focus is not kept inside the dialog.',
  },
  { title: 'Gift cards: remaining balance on the account page', labels: ['enhancement', 'P3'], daysOld: 24 },
  {
    title: 'Checkout charges shipping twice when the address changes',
    labels: ['bug', 'P0', 'ready', 'estimate:1d'],
    daysOld: 12,
    assignee: 'lin-t',
    body: 'Seen on 14 orders since the last deploy. Change the address after the quote and go back.',
  },
  {
    title: 'Page the order history endpoint',
    labels: ['api'],
    daysOld: 9,
    assignee: 'jonas-w',
    branch: 'feature/page-order-history',
  },
  { title: 'Move image resizing out of the request', labels: ['api', 'enhancement', 'estimate:3d'], daysOld: 8 },
  { title: 'Show delivery estimate in the basket', labels: ['enhancement', 'ready', 'estimate:3d'], daysOld: 7 },
  {
    title: 'Tidy the header spacing',
    labels: ['ux', 'ready'],
    daysOld: 4,
    assignee: 'mara-k',
    branch: 'header-spacing',
  },
  { title: 'Navbar flickers while the session is restored', labels: ['bug', 'ux', 'P2', 'ready'], daysOld: 3 },
  { title: 'Health check answers 200 while the database is away', labels: ['api', 'bug'], daysOld: 1 },
];

const DAY_MS = 24 * 60 * 60 * 1000;

/** `now` in epoch milliseconds. The issues of a seed file stand in place of the usual ones. */
export function createBacklog(repository: string, now: number, seed: Seed = {}): GitHubState {
  const state: GitHubState = {
    ...emptyModel(repository),
    collaborators: { [STRANGER]: 'read' },
    repositoryId: REPOSITORY_ID,
    hookId: HOOK_ID,
    setUp: usualSetUp(),
    variables: { ...USUAL_VARIABLES },
    secrets: { ...USUAL_SECRETS },
    installationTokens: {},
    token: `ghp_${randomBytes(27).toString('base64url').replaceAll(/[-_]/g, 'x')}`,
    lastId: 2_410_000_000,
    lastNumber: 0,
    deliveries: [],
    runs: [],
    next: {},
  };
  state.labels = LABELS.map(([name, color, description]): Label => ({ id: takeId(state), name, color, description }));
  for (const issue of seed.issues ?? SEEDS) addIssue(state, issue, now);
  addSiteFiles(state, now - 90 * DAY_MS);
  seedActions(state, now);
  for (const pull of pullRequests(state)) addBranch(state, pull);
  return state;
}

/** The client's source, where the repository has none that anybody could read. `at`: epoch milliseconds. */
export function addSiteFiles(state: GitHubState, at: number): void {
  if (state.trees !== undefined) return;
  const tree = createTree(state, { ...SITE_FILES, ...workflowFiles() });
  push(state, { message: 'Add the client', author: 'mara-k', at: wholeSeconds(at), tree });
}

/** Where an earlier version has left them out. */
export function addWorkflowFiles(state: GitHubState): void {
  if (state.trees === undefined) return;
  const tree = createTree(state, workflowFiles(), getCommit(state, state.branches[DEFAULT_BRANCH] ?? '').tree);
  push(state, { message: 'Add the workflows', author: 'mara-k', at: wholeSeconds(Date.now()), tree });
}

/** One commit ahead of `main`. */
function addBranch(state: GitHubState, { title, author, createdAt, pullRequest: { head } }: PullRequestIssue): void {
  createBranch(state, head, state.branches[DEFAULT_BRANCH] ?? '');
  push(state, { branch: head, message: title, author, at: createdAt });
  followBranch(state, head, createdAt);
}

/** Puts in what a repository that is there already lacks: an issue of the same title stays as people left it. */
export function addSeed(state: GitHubState, seed: Seed, now: number): void {
  if (seed.workflows !== undefined) state.workflows = seed.workflows.map(workflowOf);
  const titles = new Set(state.issues.map(({ title }) => title));
  for (const issue of seed.issues ?? []) if (!titles.has(issue.title)) addIssue(state, issue, now);
}

function addIssue(state: GitHubState, seed: BacklogIssue, now: number): void {
  state.lastNumber += 1;
  const number = state.lastNumber;
  // Not all at the same hour of the day.
  const at = wholeSeconds(now - seed.daysOld * DAY_MS + ((number * 37) % 600) * 60_000 - DAY_MS / 2);
  const author = seed.assignee ?? 'mara-k';
  const given = { id: takeId(state), number, title: seed.title, body: seed.body ?? null, author, at };
  const issue =
    seed.branch === undefined
      ? openIssue(state, given)
      : openPullRequest(state, { ...given, draft: false, head: seed.branch, base: 'main' });
  const label = () => ({ id: takeId(state), at: issue.createdAt });
  for (const name of seed.labels) addLabel(state, issue, name, label());
  if (seed.assignee !== undefined) issue.assignees.push(seed.assignee);
  if (seed.closedDaysAgo !== undefined)
    closeIssue(issue, 'jonas-w', 'completed', wholeSeconds(now - seed.closedDaysAgo * DAY_MS));
}
