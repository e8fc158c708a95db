/** What DynamoDB tells IAM of a request: the condition keys `dynamodb:…`. */
import type { Account, TableKeys } from '../account/account.ts';
import type { RequestContext } from '../account/conditions.ts';
import type { Body, Service } from './required-permissions.ts';

/** Empty for other services, and for a table that is not there. */
export function requestContext(account: Account, service: Service, body: Body): RequestContext {
  const table = account.tables.get(String(body['TableName']).split('/').at(-1) ?? '');
  if (service !== 'dynamodb' || table === undefined) return {};
  return {
    'dynamodb:LeadingKeys': leadingKeys(table, body),
    'dynamodb:Attributes': attributesOf(body),
    'dynamodb:Select': textsOf(body['Select']),
    'dynamodb:ReturnValues': textsOf(body['ReturnValues']),
  };
}

/** Values of the partition key: of the item that is read or written, or of those that a query is for. A scan has none. */
function leadingKeys({ hashKey, ofIndexes }: TableKeys, body: Body): string[] {
  const item = recordOf(body['Key'] ?? body['Item']);
  if (hashKey in item) return textOf(item[hashKey]);
  const ofQuery = typeof body['IndexName'] === 'string' ? ofIndexes.get(body['IndexName']) : hashKey;
  return ofQuery === undefined ? [] : queriedKey(ofQuery, body);
}

function queriedKey(hashKey: string, body: Body): string[] {
  const [compared] = [recordOf(recordOf(body['KeyConditions'])[hashKey])['AttributeValueList']].flat();
  if (compared !== undefined) return textOf(compared);
  const values = recordOf(body['ExpressionAttributeValues']);
  const equalities = String(body['KeyConditionExpression'] ?? '').matchAll(/([#\w]+)\s*=\s*(:\w+)/g);
  const [found] = [...equalities].filter(([, name = '']) => realName(name, body) === hashKey);
  return textOf(values[found?.[2] ?? '']);
}

const EXPRESSIONS = [
  'ProjectionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ConditionExpression',
  'UpdateExpression',
];
/** Fields of requests of old, by name of attribute. */
const NAMED = ['Key', 'Item', 'KeyConditions', 'QueryFilter', 'ScanFilter', 'Expected', 'AttributeUpdates'];

/** Every attribute that the request names, wherever: keys, what is written, read back, or asked in a condition. */
function attributesOf(body: Body): string[] {
  const inExpressions = EXPRESSIONS.flatMap((field) => namesIn(String(body[field] ?? ''))).map((name) =>
    realName(name, body),
  );
  const got = Array.isArray(body['AttributesToGet']) ? body['AttributesToGet'].map(String) : [];
  return [...new Set([...inExpressions, ...NAMED.flatMap((field) => Object.keys(recordOf(body[field]))), ...got])];
}

const WORDS = new Set(['SET', 'REMOVE', 'ADD', 'DELETE', 'AND', 'OR', 'NOT', 'IN', 'BETWEEN']);

/** The first step of every path; neither values (`:x`), nor functions, nor words of the language. */
function namesIn(expression: string): string[] {
  const found = expression.matchAll(/(?<![\w:#.])(#?\w+)(?:\.[#\w]+|\[\d+\])*(?!\s*\(|\w)/g);
  return [...found].flatMap(([, name = '']) => (WORDS.has(name.toUpperCase()) || /^\d/.test(name) ? [] : [name]));
}

function realName(name: string, body: Body): string {
  return name.startsWith('#') ? String(recordOf(body['ExpressionAttributeNames'])[name]) : name;
}

/** An attribute as DynamoDB writes it: `{ S: 'x' }`. */
function textOf(attribute: unknown): string[] {
  const [value] = Object.values(recordOf(attribute));
  return value === undefined ? [] : [String(value)];
}

const textsOf = (value: unknown) => (value === undefined ? [] : [String(value)]);

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
