/** The store on DynamoDB. */

export { createDynamoDbClient, type DynamoDbClientOptions } from './create-client.ts';
export { createDynamoDbStore } from './dynamodb-store.ts';
