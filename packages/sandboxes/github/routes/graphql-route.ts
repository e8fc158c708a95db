/** GitHub's GraphQL API, as far as this system asks it: the merge queue, which the REST API does not have. */
import * as model from '@valine/github-model';
import { buildSchema, type GraphQLError, graphql } from 'graphql';
import type { Hono } from 'hono';
import { enqueuePull } from '../people/pull-actions.ts';
import { now, timestamp } from '../state/state.ts';
import { pullNodeId } from '../views/pull-view.ts';
import type { Announcer } from '../webhooks/announcer.ts';
import { readBody, textField } from './request-body.ts';

/** Names and types are GitHub's; what else it has is left out. */
const SCHEMA = buildSchema(`
  scalar GitObjectID
  scalar DateTime
  enum PullRequestState { OPEN CLOSED MERGED }
  enum MergeQueueEntryState { QUEUED }
  enum PullRequestTimelineItemsItemType { REMOVED_FROM_MERGE_QUEUE_EVENT }
  type RemovedFromMergeQueueEvent { createdAt: DateTime! reason: String }
  union PullRequestTimelineItems = RemovedFromMergeQueueEvent
  type PullRequestTimelineItemsConnection { nodes: [PullRequestTimelineItems] }
  type MergeQueueEntry { id: ID! position: Int! state: MergeQueueEntryState! enqueuedAt: DateTime! }
  type PullRequest {
    id: ID!
    number: Int!
    state: PullRequestState!
    headRefOid: GitObjectID!
    baseRefName: String!
    mergeQueueEntry: MergeQueueEntry
    timelineItems(first: Int, last: Int, itemTypes: [PullRequestTimelineItemsItemType!]): PullRequestTimelineItemsConnection!
  }
  type Repository { pullRequest(number: Int!): PullRequest }
  type Query { repository(owner: String!, name: String!): Repository }
  input EnqueuePullRequestInput { pullRequestId: ID! expectedHeadOid: GitObjectID }
  type EnqueuePullRequestPayload { mergeQueueEntry: MergeQueueEntry }
  type Mutation { enqueuePullRequest(input: EnqueuePullRequestInput!): EnqueuePullRequestPayload }
`);

/** `actor` is the login the token belongs to. */
export function graphqlRoute(app: Hono, announce: Announcer, actor: string): void {
  app.post('/graphql', async (c) => {
    const body = await readBody(c);
    const source = textField(body, 'query') ?? '';
    const variableValues = { ...Object(body['variables']) };
    const { data, errors } = await graphql({
      schema: SCHEMA,
      source,
      variableValues,
      rootValue: resolversOf(announce, actor),
    });
    return c.json({ ...(data === undefined ? {} : { data }), ...(errors && { errors: errors.map(errorView) }) });
  });
}

function resolversOf(announce: Announcer, actor: string) {
  const { state } = announce;
  return {
    repository({ owner, name }: { owner: string; name: string }) {
      if (!model.isNameOf(state, `${owner}/${name}`))
        throw new model.Refusal(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return { pullRequest: ({ number }: { number: number }) => pullView(state, findPull(state, number)) };
    },
    enqueuePullRequest({ input }: { input: { pullRequestId: string; expectedHeadOid?: string } }) {
      const pull = model.pullRequests(state).find((each) => pullNodeId(each) === input.pullRequestId);
      if (pull === undefined)
        throw new model.Refusal(404, `Could not resolve to a node with the global id of '${input.pullRequestId}'.`);
      model.admitWrite(state, now(), { needs: 'contents', creates: true });
      enqueuePull(announce, actor, pull, input.expectedHeadOid);
      return { mergeQueueEntry: entryView(state, pull) };
    },
  };
}

function findPull(state: model.GitHubModel, number: number): model.PullRequestIssue {
  const found = model.pullRequests(state).find((each) => each.number === number);
  if (found === undefined)
    throw new model.Refusal(404, `Could not resolve to a PullRequest with the number of ${number}.`);
  return found;
}

function pullView(state: model.GitHubModel, pull: model.PullRequestIssue) {
  const { headSha, base, merged, dequeued } = pull.pullRequest;
  const left = dequeued && {
    __typename: 'RemovedFromMergeQueueEvent',
    createdAt: timestamp(dequeued.at),
    reason: dequeued.reason ?? null,
  };
  return {
    id: pullNodeId(pull),
    number: pull.number,
    state: merged ? 'MERGED' : pull.state.toUpperCase(),
    headRefOid: headSha,
    baseRefName: base,
    mergeQueueEntry: entryView(state, pull),
    timelineItems: { nodes: left === undefined ? [] : [left] },
  };
}

function entryView(state: model.GitHubModel, pull: model.PullRequestIssue) {
  const { queued, base } = pull.pullRequest;
  if (queued === undefined) return null;
  const position = 1 + model.queueOf(state, base).indexOf(pull);
  return { id: `MQE_${pull.id}`, position, state: 'QUEUED', enqueuedAt: timestamp(queued.at) };
}

const TYPES: Readonly<Record<number, string>> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND', 422: 'UNPROCESSABLE' };

/** A refusal has a type. A question that GitHub does not understand has a code. */
function errorView({ message, path, originalError }: GraphQLError) {
  if (!(originalError instanceof model.Refusal)) return { message, extensions: { code: 'undefinedField' } };
  const type = originalError instanceof model.RateLimited ? 'RATE_LIMIT' : TYPES[originalError.status];
  return { type: type ?? 'INTERNAL', path, message };
}
