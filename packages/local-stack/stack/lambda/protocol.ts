/** What the stack and a function's thread tell each other. */
export type ThreadData = {
  modulePath: string;
  handlerName: string;
  functionName: string;
  arn: string;
  memoryMegabytes: number;
};

/** `deadline` in epoch milliseconds. The event travels as JSON, as it does in Lambda. */
export type Invocation = { requestId: string; event: string; deadline: number };

export type FunctionError = { errorType: string; errorMessage: string };

/** One after the module was loaded (its payload means nothing), then one for each invocation. `payload` is JSON. */
export type InvocationResult = { kind: 'result'; payload: string } | { kind: 'error'; error: FunctionError };

/** What became of an invocation. */
export type Outcome = InvocationResult | { kind: 'timeout'; error: FunctionError };
