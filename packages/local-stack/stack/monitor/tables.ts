/** DynamoDB tables. The engine has no expiry and no point-in-time recovery. */
import type { TableTraits } from '../account/account.ts';
import { arnOf } from '../account/arn.ts';
import type { TableDefinition } from '../engines/table-engine.ts';
import { type Create, nameOf, type Resource, recordOf, recordsOf, textOf } from './resource.ts';

export const createTable: Create = async (resource, { account, tables }) => {
  const name = nameOf(resource);
  const definition = definitionOf(resource, name);
  await tables.ensure(definition);
  account.tables.set(name, keysOfTable(definition));
  account.traits.set(name, traitsOf(resource));
  return { id: name, outputs: { name, arn: arnOf('dynamodb', account.region, `table/${name}`) } };
};

function traitsOf({ inputs }: Resource): TableTraits {
  const isOn = (input: string) => recordOf(inputs[input])['enabled'] === true;
  return { expires: isOn('ttl'), recovers: isOn('pointInTimeRecovery') };
}

function definitionOf(resource: Resource, name: string): TableDefinition {
  const indexes = recordsOf(resource.inputs['globalSecondaryIndexes']);
  const rangeKey = resource.inputs['rangeKey'];
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: recordsOf(resource.inputs['attributes']).map((attribute) => ({
      AttributeName: String(attribute['name']),
      AttributeType: String(attribute['type']),
    })),
    KeySchema: [key(textOf(resource, 'hashKey'), 'HASH'), ...(rangeKey ? [key(rangeKey, 'RANGE')] : [])],
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes.map(indexOf) } : {}),
  };
}

function keysOfTable({ KeySchema, GlobalSecondaryIndexes = [] }: TableDefinition) {
  const ofIndexes = GlobalSecondaryIndexes.map((index) => [index.IndexName, hashKeyOf(index.KeySchema)] as const);
  return { hashKey: hashKeyOf(KeySchema), ofIndexes: new Map(ofIndexes) };
}

function hashKeyOf(schema: TableDefinition['KeySchema']): string {
  return schema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
}

function indexOf(index: Record<string, unknown>) {
  const projected = index['nonKeyAttributes'];
  return {
    IndexName: String(index['name']),
    KeySchema: keysOf(index),
    Projection: { ProjectionType: index['projectionType'], ...(projected ? { NonKeyAttributes: projected } : {}) },
  };
}

/** The provider takes the keys of an index as a list, or as hashKey and rangeKey. */
function keysOf(index: Record<string, unknown>) {
  const listed = recordsOf(index['keySchemas']);
  if (listed.length > 0) return listed.map((entry) => key(entry['attributeName'], String(entry['keyType'])));
  return [key(index['hashKey'], 'HASH'), ...(index['rangeKey'] ? [key(index['rangeKey'], 'RANGE')] : [])];
}

function key(name: unknown, type: string) {
  return { AttributeName: String(name), KeyType: type };
}
