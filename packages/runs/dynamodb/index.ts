/** The store on DynamoDB. */
export { createDynamoDbStore } from './dynamodb-store.ts';
