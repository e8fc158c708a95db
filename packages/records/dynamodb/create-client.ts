/** A DynamoDB client with bounds on how long a call may take: the SDK's own has none. */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

export type DynamoDbClientOptions = Pick<DynamoDBClientConfig, 'region' | 'endpoint' | 'credentials'> & {
  /** Bounds one attempt; a read or a write of one item takes some 10 ms. */
  attemptMs?: number;
  /**
   * The SDK repeats what was throttled or got no answer. A conditional write that had landed fails its own condition then,
   * which whoever decides on a record takes for another's write, and looks again.
   */
  maxAttempts?: number;
};

export function createDynamoDbClient({
  attemptMs = 1500,
  maxAttempts = 3,
  ...config
}: DynamoDbClientOptions = {}): DynamoDBClient {
  return new DynamoDBClient({
    ...config,
    maxAttempts,
    requestHandler: {
      connectionTimeout: attemptMs,
      requestTimeout: attemptMs,
      // An answer that stops halfway.
      socketTimeout: attemptMs,
      throwOnRequestTimeout: true,
    },
  });
}
