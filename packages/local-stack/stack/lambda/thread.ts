/** Lambda's runtime inside one worker thread: loads the handler once, then runs one invocation after the other. */
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, Invocation, InvocationResult, ThreadData } from './protocol.ts';

const data: ThreadData = workerData;

function report(answer: InvocationResult): void {
  parentPort?.postMessage(answer);
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error) };
  return { errorType: error.name, errorMessage: error.message };
}

function contextOf({ requestId, deadline }: Invocation) {
  return {
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.arn,
    memoryLimitInMB: String(data.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

function fail(error: unknown): void {
  console.error('Invoke Error', error);
  report({ kind: 'error', error: describe(error) });
}

try {
  const module = await import(pathToFileURL(data.modulePath).href);
  const handler = module[data.handlerName];
  if (typeof handler !== 'function') throw new Error(`${data.modulePath} exports no function ${data.handlerName}`);
  parentPort?.on('message', async (invocation: Invocation) => {
    try {
      const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
      report({ kind: 'result', payload: JSON.stringify(result ?? null) });
    } catch (error) {
      fail(error);
    }
  });
  report({ kind: 'result', payload: 'null' });
} catch (error) {
  fail(error);
  process.exit(1);
}
