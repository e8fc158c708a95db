/** Lists a collection of the index, the newest first, page by page. */
import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import { readOrTell, type Summary } from '../read-record.ts';
import type { OnUnreadable } from '../store.ts';
import { available } from './call.ts';
import { type Item, summaryIn } from './item.ts';

export type Collection = {
  client: DynamoDBClient;
  tableName: string;
  collection: string;
  isWanted: (item: Item) => boolean;
  onUnreadable: OnUnreadable;
};

/** At most `limit` of what is wanted and can be read, if there are so many; without it, all. @throws StoreUnavailable */
export async function listCollection(
  { client, tableName, collection, isWanted, onUnreadable }: Collection,
  limit = Number.POSITIVE_INFINITY,
): Promise<Summary[]> {
  const found: Summary[] = [];
  for await (const items of pagesOf(client, { TableName: tableName, ...newestOf(collection, limit) })) {
    found.push(...items.filter(isWanted).flatMap((item) => readOrTell(() => summaryIn(item), onUnreadable) ?? []));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

/** A page ends at `Limit` or at 1 MB, whichever comes first. */
async function* pagesOf(client: DynamoDBClient, query: QueryCommandInput): AsyncGenerator<Item[]> {
  let from: Pick<QueryCommandInput, 'ExclusiveStartKey'> | undefined = {};
  while (from !== undefined) {
    const page: QueryCommandOutput = await available(client.send(new QueryCommand({ ...query, ...from })));
    yield page.Items ?? [];
    from = page.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey };
  }
}

function newestOf(collection: string, limit: number) {
  return {
    IndexName: 'collection-index',
    KeyConditionExpression: '#collection = :collection',
    // All that is in the index, by name: IAM lets nobody ask it for whatever there is.
    Select: 'SPECIFIC_ATTRIBUTES' as const,
    ProjectionExpression: 'pk, #summary, expires_at',
    ExpressionAttributeNames: { '#collection': 'collection', '#summary': 'summary' },
    ExpressionAttributeValues: { ':collection': { S: collection } },
    ScanIndexForward: false,
    ...(Number.isFinite(limit) ? { Limit: limit } : {}),
  };
}
