/** How a pull request stands with the merge queue of its base. */
import { type Fields, fieldsOf, findTime, textOf, wholeNumber } from '../json-fields.ts';
import { askGraphql } from '../requests/ask-graphql.ts';
import { attemptFind } from '../requests/attempt.ts';
import type { Connection } from '../requests/connection.ts';
import type { FoundQueueStand } from './github-lookups.ts';

const DOCUMENT = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      state
      headRefOid
      baseRefName
      mergeQueueEntry { position }
      timelineItems(last: 1, itemTypes: [REMOVED_FROM_MERGE_QUEUE_EVENT]) {
        nodes { ... on RemovedFromMergeQueueEvent { createdAt reason } }
      }
    }
  }
}`;

/** Undefined where it is not there. @throws GitHubError */
export function findQueueStand(
  { octokit, owner, repo }: Connection,
  number: number,
): Promise<FoundQueueStand | undefined> {
  const operation = `find pull request #${number} in its merge queue`;
  return attemptFind(operation, async () => {
    const answer = await askGraphql(octokit, operation, DOCUMENT, { owner, name: repo, number });
    const { pullRequest } = fieldsOf(answer.repository);
    return pullRequest === null ? undefined : fromPullRequest(fieldsOf(pullRequest));
  });
}

const STATES: Readonly<Record<string, FoundQueueStand['state']>> = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' };

/** @throws TypeError where it does not tell how it stands: in no queue and not seen are not the same */
function fromPullRequest(json: Fields): FoundQueueStand {
  const { state, headRefOid, baseRefName, mergeQueueEntry, timelineItems } = json;
  const is = STATES[textOf(state) ?? ''];
  const [headSha, base] = [textOf(headRefOid), textOf(baseRefName)];
  if (is === undefined || headSha === undefined || base === undefined || mergeQueueEntry === undefined)
    throw new TypeError('the answer is not as GitHub gives it');
  return { state: is, headSha, base, ...entryOf(mergeQueueEntry), ...leftOf(fieldsOf(timelineItems).nodes) };
}

function entryOf(json: unknown): Pick<FoundQueueStand, 'entry'> {
  if (json === null) return {};
  const position = wholeNumber(fieldsOf(json).position);
  return { entry: position === undefined ? {} : { position } };
}

function leftOf(nodes: unknown): Pick<FoundQueueStand, 'left'> {
  const { createdAt, reason: word } = fieldsOf(Array.isArray(nodes) ? nodes.at(-1) : undefined);
  const at = findTime(createdAt);
  const reason = textOf(word);
  return at === undefined ? {} : { left: { at, ...(reason === undefined ? {} : { reason }) } };
}
