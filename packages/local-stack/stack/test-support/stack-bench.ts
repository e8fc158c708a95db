/** A stack for one test: temporary folders, a handler written as text, and the AWS calls a test makes. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { testDir } from '@valine/sandboxes/test-support';
import { onTestFinished } from 'vitest';
import type { Stack, StackOptions } from '../stack.ts';
import { startStack } from '../start-stack.ts';
import { type SmallProgram, smallProgram } from './small-program.ts';

export type Bench = {
  dataDir: string;
  /** Messages that were logged as errors. */
  errors: string[];
  /** `handler` is the source of `index.mjs`; `record(value)` in it leaves a line for `seen()`. */
  start(handler: string, options?: Partial<SmallProgram>, more?: Partial<StackOptions>): Promise<Stack>;
  startProgram(program: () => Promise<unknown>, more?: Partial<StackOptions>): Promise<Stack>;
  /** What handlers recorded, in order, as JSON values. */
  seen(): unknown[];
  logOf(functionName: string): string;
  /** One call, so that they are received together. */
  sendTogether(stack: Stack, bodies: readonly string[]): Promise<void>;
  send(stack: Stack, body: string, more?: Partial<SendMessageCommand['input']>): Promise<void>;
  /** Starts a stack with this handler, sends it a message and waits until that is through. */
  run(handler: string, body?: string, more?: Partial<SendMessageCommand['input']>): Promise<Stack>;
};

type WhenOver = (close: () => void | Promise<void>) => void;

/** Pulumi's runtime makes one program of a process at a time. */
let lastStart: Promise<unknown> = Promise.resolve();

/** `whenOver`: a test that runs beside others gives its own. */
export function createBench(whenOver: WhenOver = onTestFinished): Bench {
  const root = testDir(whenOver);
  const dataDir = join(root, 'data');
  const code = join(root, 'code');
  const lines = join(root, 'seen.jsonl');
  mkdirSync(code);
  writeFileSync(lines, '');
  const errors: string[] = [];
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: (message: string) => void errors.push(message) };

  async function startProgram(program: () => Promise<unknown>, more: Partial<StackOptions> = {}): Promise<Stack> {
    const common = { stage: 'test', dataDir, port: 0, settings: {}, log, graceSeconds: 1 };
    const starting = lastStart.then(() => startStack({ ...common, program, ...more }));
    lastStart = starting.catch(() => undefined);
    const stack = await starting;
    whenOver(stack.stop);
    return stack;
  }

  const start: Bench['start'] = (handler, options, more) => {
    writeFileSync(join(code, 'index.mjs'), `${recorder(lines)}\n${handler}`);
    return startProgram(smallProgram({ code, ...options }), more);
  };

  return {
    dataDir,
    errors,
    startProgram,
    start,
    async run(handler, body = 'x', more = {}) {
      const stack = await start(handler);
      await send(stack, { MessageBody: body, ...more });
      await stack.whenIdle();
      return stack;
    },
    seen: () =>
      readFileSync(lines, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    logOf: (name) => readFileSync(join(dataDir, 'logs', `${name}.log`), 'utf8'),
    sendTogether,
    send: (stack, body, more) => send(stack, { MessageBody: body, ...more }),
  };
}

function recorder(file: string): string {
  return `import { appendFileSync } from 'node:fs';
    const record = (value) => appendFileSync(${JSON.stringify(file)}, JSON.stringify(value) + '\\n');`;
}

/** `QueueUrl` is the queue's name here. @default work */
async function send(stack: Stack, input: Partial<SendMessageCommand['input']>): Promise<void> {
  const client = adminSqs(stack);
  const QueueUrl = `${stack.awsEndpoint}/000000000000/${input.QueueUrl ?? 'work'}`;
  await client.send(new SendMessageCommand({ MessageBody: '', ...input, QueueUrl }));
  client.destroy();
}

async function sendTogether(stack: Stack, bodies: readonly string[]): Promise<void> {
  const client = adminSqs(stack);
  const Entries = bodies.map((MessageBody) => ({ Id: MessageBody, MessageBody }));
  await client.send(new SendMessageBatchCommand({ QueueUrl: `${stack.awsEndpoint}/000000000000/work`, Entries }));
  client.destroy();
}

export function adminSqs(stack: Stack): SQSClient {
  return new SQSClient(adminOptions(stack));
}

export function adminOptions({ awsEndpoint, region }: Stack) {
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  return { region, endpoint: awsEndpoint, credentials, maxAttempts: 1 };
}
