/** Lambda functions with their roles, the mappings that feed them, and the permissions to invoke them. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asset } from '@pulumi/pulumi';
import { arnOf } from '../account/arn.ts';
import { parsePolicy } from '../account/policy.ts';
import { type Create, nameOf, numberOf, type Resource, recordOf, textOf } from './resource.ts';

export const createFunction: Create = async (resource, { account, programDir }) => {
  const name = nameOf(resource);
  const handler = textOf(resource, 'handler');
  const arn = arnOf('lambda', account.region, `function:${name}`);
  account.functions.set(name, {
    name,
    description: String(resource.inputs['description'] ?? ''),
    roleName: textOf(resource, 'role').split('/').at(-1) ?? '',
    modulePath: findModule(resource, await codeFolder(resource, programDir), handler),
    handlerName: handler.split('.').at(-1) ?? '',
    environment: variablesOf(resource),
    timeoutSeconds: numberOf(resource, 'timeout', 3),
    memoryMegabytes: numberOf(resource, 'memorySize', 128),
  });
  const invokeArn = `arn:aws:apigateway:${account.region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
  return { id: name, outputs: { name, arn, invokeArn, qualifiedArn: `${arn}:$LATEST`, version: '$LATEST' } };
};

export const createMapping: Create = (resource, { account }) => {
  account.mappings.push({
    functionName: functionNameOf(textOf(resource, 'functionName')),
    queueName: textOf(resource, 'eventSourceArn').split(':').at(-1) ?? '',
    batchSize: numberOf(resource, 'batchSize', 10),
    windowSeconds: numberOf(resource, 'maximumBatchingWindowInSeconds', 0),
    maximumConcurrency: Number(recordOf(resource.inputs['scalingConfig'])['maximumConcurrency'] ?? 4),
    reportsItemFailures: String(resource.inputs['functionResponseTypes'] ?? '').includes('ReportBatchItemFailures'),
    isOff: resource.inputs['enabled'] === false,
  });
  return { id: resource.name, outputs: { uuid: resource.name } };
};

export const createPermission: Create = (resource, { account }) => {
  const sourceArn = resource.inputs['sourceArn'];
  account.permissions.push({
    functionName: functionNameOf(textOf(resource, 'function')),
    principal: textOf(resource, 'principal'),
    sourceArn: typeof sourceArn === 'string' ? sourceArn : undefined,
  });
  return { id: resource.name, outputs: {} };
};

/** From a name, an ARN, or the invoke ARN that API Gateway uses. */
export function functionNameOf(reference: string): string {
  return /function:([^:/]+)/.exec(reference)?.[1] ?? reference;
}

async function codeFolder(resource: Resource, programDir: string): Promise<string> {
  const code = await resource.inputs['code'];
  if (code instanceof asset.FileArchive) return resolve(programDir, await code.path);
  throw new Error(`${resource.type} "${resource.name}": code must be a FileArchive of the bundle's folder.`);
}

function findModule(resource: Resource, folder: string, handler: string): string {
  const base = join(folder, handler.split('.').slice(0, -1).join('.'));
  const found = [`${base}.mjs`, `${base}.js`].find((path) => existsSync(path));
  if (found) return found;
  throw new Error(`${resource.type} "${resource.name}": ${base}.mjs does not exist. Run \`pnpm build\` and try again.`);
}

const MOST_ENVIRONMENT_BYTES = 4096;

function environmentMessage(name: string, bytes: number): string {
  return `The environment of "${name}" has ${bytes} bytes, and AWS takes ${MOST_ENVIRONMENT_BYTES}: shorten the longest settings.`;
}

function variablesOf(resource: Resource): Record<string, string> {
  const { variables } = recordOf(resource.inputs['environment']);
  const texts = Object.entries(recordOf(variables)).map(([name, value]) => [name, String(value)] as const);
  const bytes = texts.reduce((sum, pair) => sum + Buffer.byteLength(pair.join('')), 0);
  if (bytes > MOST_ENVIRONMENT_BYTES) throw new Error(environmentMessage(resource.name, bytes));
  return Object.fromEntries(texts);
}

/** AWS counts on; here is one stage. */
const UNIQUE = '00000000000000000000000001';

export const createRole: Create = (resource, { account }) => {
  const prefix = resource.inputs['namePrefix'];
  const name = typeof prefix === 'string' ? `${prefix}${UNIQUE}` : nameOf(resource);
  const trustPolicy = String(resource.inputs['assumeRolePolicy'] ?? '{}');
  account.roles.set(name, { name, policies: new Map(), trustPolicy });
  return { id: name, outputs: { name, arn: arnOf('iam', '', `role/${name}`) } };
};

export const createRolePolicy: Create = (resource, { account }) => {
  const role = account.roles.get(textOf(resource, 'role'));
  if (!role) throw new Error(`${resource.type} "${resource.name}": there is no role ${textOf(resource, 'role')}.`);
  const name = nameOf(resource);
  role.policies.set(name, parsePolicy(name, textOf(resource, 'policy')));
  return { id: `${role.name}:${name}`, outputs: { name } };
};
