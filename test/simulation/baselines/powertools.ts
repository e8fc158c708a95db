/** `@aws-lambda-powertools/idempotency` around a handler, as its documentation shows it for records of a queue. */
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import type { Around } from './baseline-services.ts';
import { createPersistence } from './persistence.ts';

/** As long as the records of ours live, so that the comparison is about the protocol. */
const EXPIRES_AFTER_SECONDS = 45 * 24 * 3600;

/** Key: the message's id. In progress for as long as the function lives; deleted when the handler throws. */
export const aroundWithPowertools: Around = (ports, handle) => (work) => {
  const config = new IdempotencyConfig({ eventKeyJmesPath: 'messageId', expiresAfterSeconds: EXPIRES_AFTER_SECONDS });
  const { messageId, deadline } = work.context;
  config.registerLambdaContext(lambdaContext(messageId, () => deadline - ports.clock.now()));
  const persistenceStore = createPersistence(ports.store);
  const once = makeIdempotent(async (_: { messageId: string }) => handle(work), { persistenceStore, config });
  return once({ messageId });
};

/** Of all that Lambda tells, Powertools asks for the time left. */
function lambdaContext(awsRequestId: string, getRemainingTimeInMillis: () => number) {
  const nothing = () => {};
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: 'baseline',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:baseline',
    memoryLimitInMB: '256',
    awsRequestId,
    logGroupName: '',
    logStreamName: '',
    getRemainingTimeInMillis,
    done: nothing,
    fail: nothing,
    succeed: nothing,
  };
}
