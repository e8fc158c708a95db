/** The messages between the stack and a function's thread. */
export type ThreadData = {
  modulePath: string;
  handlerName: string;
  functionName: string;
  arn: string;
  memoryMegabytes: number;
};

/** `deadline` is in epoch milliseconds. The event is JSON, as in Lambda. */
export type Invocation = { requestId: string; event: string; deadline: number };

export type FunctionError = { errorType: string; errorMessage: string };

/** The first one says that the module was loaded; its payload means nothing. Then one comes for each invocation. `payload` is JSON. */
export type InvocationResult = { kind: 'result'; payload: string } | { kind: 'error'; error: FunctionError };

/** How an invocation ended. */
export type Outcome = InvocationResult | { kind: 'timeout'; error: FunctionError };
