export { createDynamoDbStore } from './dynamodb-store.ts';
