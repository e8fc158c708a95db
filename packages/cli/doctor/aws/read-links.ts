/** Who is linked with an account on GitHub: no index lists that, so the table is looked through. */
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Fact } from '@valine/doctor';
import { tableName } from '@valine/settings';
import { askAws } from './aws-fact.ts';
import type { StageClients } from './stage-clients.ts';

type Key = Record<string, AttributeValue>;

/** Ids of people on Discord. */
export function readLinks({ dynamodb }: StageClients, stage: string): Promise<Fact<string[]>> {
  return askAws(async () => {
    const found: string[] = [];
    let from: Key | undefined;
    do {
      const page = await dynamodb.send(
        new ScanCommand({ ...LINKED, TableName: tableName(stage), ExclusiveStartKey: from }),
      );
      found.push(...(page.Items ?? []).flatMap(({ pk }) => pk?.S?.slice(PREFIX.length) ?? []));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return found;
  });
}

const PREFIX = 'identity#';
const LINKED = {
  FilterExpression: 'begins_with(pk, :prefix) AND attribute_exists(#record.#link)',
  ProjectionExpression: 'pk',
  ExpressionAttributeNames: { '#record': 'record', '#link': 'link' },
  ExpressionAttributeValues: { ':prefix': { S: PREFIX } },
};
