/** Runs the Pulumi program with a monitor that makes every resource on this machine. */
import * as pulumi from '@pulumi/pulumi';
import { runtime } from '@pulumi/pulumi';
import { ACCOUNT_ID } from '../account/arn.ts';
import { type Cloud, type Inputs, type Resource, recordOf } from './resource.ts';
import { RESOURCE_TYPES, unknownResourceMessage } from './resource-types.ts';

export type Program = {
  stage: string;
  project: string;
  /** Full keys (`namespace:key`), as Pulumi keeps them. */
  config: Record<string, string>;
  secretKeys: string[];
  run: () => Promise<unknown>;
  /** Changes the inputs of a resource before it is made. */
  alter: (resource: Resource) => Inputs;
};

/** Resolves when the program has ended and every resource is made. @throws the first error, as it was thrown. */
export async function runProgram(
  { stage, project, config, secretKeys, run, alter }: Program,
  cloud: Cloud,
): Promise<void> {
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const newResource = (args: pulumi.runtime.MockResourceArgs) => orFail(() => createResource(args, alter, cloud));
  const call = (args: pulumi.runtime.MockCallArgs) => orFail(() => answerFunction(args.token, cloud.account.region));
  await pulumi.runtime.setMocks({ newResource, call }, project, stage);
  pulumi.runtime.setAllConfig(config, secretKeys);

  /** A failed call stays pending: rejecting it would be an unhandled rejection inside Pulumi. */
  async function orFail<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      failure.reject(error);
      return new Promise<never>(() => undefined);
    }
  }

  async function runToEnd(): Promise<void> {
    await run();
    await pulumi.runtime.disconnect();
  }

  const { stackTraceLimit } = Error;
  // Pulumi writes one down for each of its promises, which takes a good part of a start; a few frames still say where.
  Error.stackTraceLimit = 3;
  await Promise.race([runToEnd(), failure.promise]).finally(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
}

async function createResource(
  { type, name, inputs, custom, id }: pulumi.runtime.MockResourceArgs,
  alter: Program['alter'],
  cloud: Cloud,
) {
  const given: Inputs = recordOf(inputs);
  if (custom === false) return { id: undefined, state: given };
  if (type.startsWith('pulumi:')) return { id: id || name, state: given };
  const create = RESOURCE_TYPES[type];
  if (!create) throw new Error(unknownResourceMessage(type, name));
  const resource = { type, name, inputs: recordOf(reveal(given)) };
  const created = await create({ ...resource, inputs: alter(resource) }, cloud);
  return { id: created.id, state: { ...given, ...created.outputs } };
}

function answerFunction(token: string, region: string): Record<string, unknown> {
  switch (token) {
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId: ACCOUNT_ID, arn: `arn:aws:iam::${ACCOUNT_ID}:root`, userId: ACCOUNT_ID, id: ACCOUNT_ID };
    case 'aws:index/getRegion:getRegion':
      return { id: region, name: region, region, endpoint: `ec2.${region}.amazonaws.com` };
    case 'aws:index/getPartition:getPartition':
      return { id: 'aws', partition: 'aws', dnsSuffix: 'amazonaws.com' };
    default:
      throw new Error(`The local stack does not know the function ${token}: teach it in monitor/run-program.ts.`);
  }
}

/** The inputs without Pulumi's wrapping of secrets, at any depth. */
function reveal(value: unknown): unknown {
  const bare = runtime.isRpcSecret(value) ? runtime.unwrapRpcSecret(value) : value;
  if (Array.isArray(bare)) return bare.map(reveal);
  if (!isPlain(bare)) return bare;
  return Object.fromEntries(Object.entries(bare).map(([key, inner]) => [key, reveal(inner)]));
}

/** Archives and promises are left as they are. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
