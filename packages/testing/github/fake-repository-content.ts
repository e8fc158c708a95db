/** Code, comments, labels, variables and secrets of the model, behind the ports that services use. */
import type {
  FoundAccount,
  FoundCheck,
  FoundCommit,
  FoundPullRequest,
  FoundQueueStand,
  FoundReview,
  GitHubLookups,
  GitHubWriter,
  MergedPullRequest,
} from '@valine/github';
import { coAuthorsOf } from '@valine/github/co-authors';
import * as rules from '@valine/github-model';

type Writer = Pick<
  GitHubWriter,
  | 'createTree'
  | 'createCommit'
  | 'createBranch'
  | 'deleteBranch'
  | 'createPullRequest'
  | 'mergePullRequest'
  | 'updateBranch'
  | 'enqueuePullRequest'
  | 'createComment'
  | 'addReaction'
  | 'addLabels'
  | 'addAssignee'
  | 'removeAssignee'
  | 'removeLabel'
  | 'createVariable'
  | 'updateVariable'
  | 'setSecret'
>;
type Lookups = Pick<
  GitHubLookups,
  | 'findBranch'
  | 'findRepository'
  | 'findFile'
  | 'pullRequestsOf'
  | 'openPullRequests'
  | 'mergedSince'
  | 'findPullRequest'
  | 'findHead'
  | 'findQueueStand'
  | 'checksOf'
  | 'reviewsOf'
  | 'authorsOf'
  | 'requirementsOf'
  | 'findUser'
  | 'findUserById'
  | 'permissionOf'
  | 'commentsSince'
  | 'repositoryId'
  | 'secretKey'
>;

/** The login that writes. */
const BOT = 'valine-bot';

export function contentWriter(model: rules.GitHubModel, clock: { now(): number }): Writer {
  const get = (number: number) => rules.getIssue(model, number);
  return {
    createTree: async ({ base, path, content }) => ({ sha: rules.createTree(model, { [path]: content }, base) }),
    async createCommit({ author: { name, date }, ...commit }) {
      return { sha: rules.createCommit(model, { ...commit, author: name, at: date }) };
    },
    async createBranch(name, sha) {
      rules.createBranch(model, name, sha);
      return { sha };
    },
    async deleteBranch(name) {
      rules.deleteBranch(model, name, BOT, clock.now());
    },
    async createPullRequest(given) {
      const number = 101 + rules.pullRequests(model).length;
      rules.openPullRequest(model, { ...given, id: number, number, author: BOT, at: clock.now() });
      return { number, url: pullUrl(model, number) };
    },
    async mergePullRequest(number, headSha, method) {
      const merge = { headSha, method, by: BOT, at: clock.now() };
      return { sha: rules.mergePullRequest(model, number, merge).sha };
    },
    async updateBranch(number, headSha) {
      const pull = rules.getPullRequest(model, number);
      rules.updateBranch(model, pull, { headSha, by: BOT, at: clock.now() });
      rules.followBranch(model, pull.pullRequest.head, clock.now());
    },
    async enqueuePullRequest(nodeId, headSha) {
      const pull = rules.pullRequests(model).find(({ number }) => nodeIdOf(number) === nodeId);
      if (pull === undefined)
        throw new rules.Refusal(404, `Could not resolve to a node with the global id of '${nodeId}'.`);
      rules.enqueue(model, pull, { headSha, at: clock.now() });
    },
    async createComment(number, body) {
      const id = 9001 + model.comments.length;
      rules.assertCommentable(get(number));
      rules.addComment(model, get(number), { id, author: BOT, body, at: clock.now() });
      return { id, url: commentUrl(model, number, id) };
    },
    async addReaction(comment, content) {
      rules.getComment(model, comment);
      rules.react(model, { id: 1 + model.reactions.length, comment, author: BOT, content, at: clock.now() });
    },
    async addLabels(number, added) {
      for (const name of added) rules.addLabel(model, get(number), name, { id: model.labels.length, at: clock.now() });
    },
    async addAssignee(number, login) {
      const issue = get(number);
      rules.assign(model, issue, login, clock.now());
      return { isAssigned: issue.assignees.includes(login) };
    },
    async removeAssignee(number, login) {
      rules.unassign(get(number), login, clock.now());
    },
    async removeLabel(number, label) {
      rules.removeLabel(get(number), label, clock.now());
    },
    createVariable: async (name, value) => rules.createVariable(model, name, value),
    updateVariable: async (name, value) => rules.updateVariable(model, name, value),
    setSecret: async (name, sealed, keyId) => rules.setSecret(model, name, { sealed, keyId }),
  };
}

export function contentLookups(model: rules.GitHubModel): Lookups {
  return {
    async findBranch(name) {
      const sha = model.branches[name];
      return sha === undefined ? undefined : { sha };
    },
    async findRepository() {
      const sha = model.branches['main'];
      const base = sha === undefined ? {} : { base: { name: 'main', sha, tree: model.commits[sha]?.tree ?? '' } };
      return { isArchived: model.archived ?? false, hasPullRequests: !model.withoutPullRequests, ...base };
    },
    async findFile(path, ref) {
      const found = rules.findFile(model, path, ref);
      return found && { sha: found.sha, text: found.bytes.toString('utf8') };
    },
    openPullRequests: async () => rules.openPullRequests(model).map((pull) => pullSeen(model, pull)),
    mergedSince: async (since) => ({ pullRequests: mergedSince(model, since), isWhole: true }),
    pullRequestsOf: async (head) => rules.pullRequestsOf(model, head).map((pull) => pullSeen(model, pull)),
    async findPullRequest(number) {
      const found = rules.pullRequests(model).find((pull) => pull.number === number);
      if (found === undefined) return undefined;
      rules.workOutMergeability(model, found);
      return {
        ...pullSeen(model, found),
        mergeableState: rules.mergeabilityOf(model, found).state,
        ...(rules.isEmptyPull(model, found) ? { isEmpty: true } : {}),
      };
    },
    async findHead(number) {
      const found = rules.pullRequests(model).find((pull) => pull.number === number);
      if (found === undefined) return undefined;
      const { headSha: sha } = found.pullRequest;
      return { sha, parents: [...(model.commits[sha]?.parents ?? [])] };
    },
    async findQueueStand(number) {
      const found = rules.pullRequests(model).find((pull) => pull.number === number);
      return found && queueStandOf(model, found);
    },
    checksOf: async (sha) => ({ checks: checksSeen(model, sha), isWhole: true }),
    requirementsOf: async (branch) => ({
      checks: [...(model.protections[branch]?.requiredChecks ?? [])],
      isWhole: true,
      ...(model.protections[branch]?.mergeQueue ? { hasQueue: true } : {}),
    }),
    reviewsOf: async (number) => ({ reviews: reviewsSeen(model, number), isWhole: true }),
    async authorsOf(number) {
      const commits = rules.commitsOf(model, rules.getPullRequest(model, number));
      return { commits: commits.map((sha) => commitSeen(model, sha)), isWhole: true };
    },
    async findUser(login) {
      if (!rules.isLogin(login) || model.strangers?.includes(login)) return undefined;
      return { ...accountOf(model, login), id: rules.accountIdOf(model, login) };
    },
    async findUserById(id) {
      const login = rules.loginOfAccount(model, id);
      return login === undefined ? undefined : { ...accountOf(model, login), id };
    },
    permissionOf: async (login) => rules.permissionOf(model, login),
    commentsSince: async (number, since) =>
      rules
        .commentsSince(model, rules.getIssue(model, number), since)
        .map(({ id, body, createdAt }) => ({ id, url: commentUrl(model, number, id), body, createdAt })),
    repositoryId: async (name = model.repository) => (rules.isNameOf(model, name) ? rules.REPOSITORY_ID : undefined),
    secretKey: async () => rules.secretKeyOf(model),
  };
}

/** Only GitHub itself makes merges here. */
function commitSeen(model: rules.GitHubModel, sha: string): FoundCommit {
  const { author: name, message, parents } = rules.getCommit(model, sha);
  const account = rules.isLogin(name) ? { ...accountOf(model, name), id: rules.accountIdOf(model, name) } : undefined;
  const author = { email: rules.emailOf(name), ...(account && { account }) };
  const committer = parents.length > 1 ? {} : { committer: author };
  return { sha, author, ...committer, coAuthors: coAuthorsOf([message]), parents: [...parents] };
}

export function pullSeen(
  model: rules.GitHubModel,
  { number, state, body, updatedAt, author, association = 'MEMBER', pullRequest }: rules.PullRequestIssue,
): FoundPullRequest {
  const { merged, draft, headSha, head: headBranch, base, fork, mergeSha, reviewers = [] } = pullRequest;
  const url = pullUrl(model, number);
  const about = {
    number,
    nodeId: nodeIdOf(number),
    url,
    state,
    body: body ?? '',
    updatedAt,
    author: accountOf(model, author),
    authorAssociation: association,
  };
  const ends = {
    headSha,
    headBranch,
    isFromFork: fork !== undefined,
    base,
    ...(base === 'main' ? {} : { isElsewhere: true }),
  };
  const accountIds = Object.fromEntries(
    [author, ...reviewers].map((login) => [login, rules.accountIdOf(model, login)]),
  );
  const seen = { ...about, ...ends, merged, draft, askedFor: [...reviewers], accountIds };
  return mergeSha === undefined ? seen : { ...seen, mergeSha };
}

function mergedSince(model: rules.GitHubModel, since: number): MergedPullRequest[] {
  return rules
    .closedPullRequests(model)
    .flatMap(({ number, title, author, closedAt, pullRequest: { merged, base } }) => {
      if (!merged || closedAt === null || closedAt < since) return [];
      const about = { number, url: pullUrl(model, number), title, author, mergedAt: closedAt };
      return [base === 'main' ? about : { ...about, isElsewhere: true }];
    });
}

function accountOf(model: rules.GitHubModel, login: string): FoundAccount {
  return { login, isPerson: !rules.isProgram(model, login) };
}

const nodeIdOf = (number: number) => `PR_${number}`;

function queueStandOf(
  model: rules.GitHubModel,
  { number, state, pullRequest: { base, headSha, merged, queued, dequeued } }: rules.PullRequestIssue,
): FoundQueueStand {
  const position = 1 + rules.queueOf(model, base).findIndex((each) => each.number === number);
  return {
    state: merged ? 'merged' : state,
    headSha,
    base,
    ...(queued === undefined ? {} : { entry: { position } }),
    ...(dequeued === undefined ? {} : { left: dequeued }),
  };
}

/** How a check stands, by the model's word for it. */
const STANDS: Readonly<Record<string, FoundCheck['is']>> = { passed: 'passed', failing: 'failed', errored: 'failed' };

function checksSeen(model: rules.GitHubModel, sha: string): FoundCheck[] {
  const runs = rules.checkRunsOf(model, sha).map(({ id, name, url = checkUrl(model, id) }) => ({ name, url }));
  const statuses = rules.combinedStatus(model, sha).statuses.map(({ context, url }) => ({ name: context, url }));
  return [...runs, ...statuses].map(({ name, url }) => {
    const is = STANDS[rules.stateOfCheck(model, sha, name)] ?? 'pending';
    return { name, is, ...(url === null ? {} : { url }) };
  });
}

function reviewsSeen(model: rules.GitHubModel, number: number): FoundReview[] {
  const judging = rules
    .reviewsOf(model, number)
    .flatMap(({ author, state, sha, at }): FoundReview[] =>
      state === 'commented' ? [] : [{ ...accountOf(model, author), is: state, headSha: sha, at }],
    );
  return [...new Map(judging.map((review) => [review.login, review])).values()];
}

const pullUrl = ({ repository }: rules.GitHubModel, number: number) =>
  `https://github.com/${repository}/pull/${number}`;
const checkUrl = ({ repository }: rules.GitHubModel, id: number) => `https://github.com/${repository}/runs/${id}`;
const commentUrl = ({ repository }: rules.GitHubModel, number: number, id: number) =>
  `https://github.com/${repository}/issues/${number}#issuecomment-${id}`;
