import { describe, expect, it } from 'vitest';
import { checkBoundaries } from './boundaries.ts';
import { sampleProject } from './sample-project.ts';
import { violationMessage } from './violation.ts';

function check(path: string, text: string): string[] {
  return checkBoundaries(sampleProject({ [path]: text })).map(violationMessage);
}

const INGRESS = 'services/ingress/a.ts';
const DISPATCHER = 'services/dispatcher/a.ts';
const RECORDS = 'packages/records/a.ts';
const SAFE_HTTP = 'packages/safe-http/a.ts';

describe('who may import whom', () => {
  it('lets a service import packages, itself and types of Node', () => {
    const text = "import '@valine/records';\nimport './routes.ts';\nimport { createHash } from 'node:crypto';";
    expect(check('services/dispatcher/handle.ts', text)).toEqual([]);
  });

  it('names the place, the import and the rule', () => {
    expect(check('services/ingress/a.ts', "\nimport { x } from '@valine/dispatcher';")).toEqual([
      'services/ingress/a.ts:2 imports @valine/dispatcher: services never import each other; what they share is packages/contracts',
    ]);
  });

  it.each([
    ['a re-export of a service', INGRESS, "export * from '@valine/dispatcher';", 'services never'],
    ['a dynamic import of a service', INGRESS, "await import('@valine/dispatcher');", 'services never'],
    ['a type of a service', INGRESS, "import type { X } from '@valine/dispatcher';", 'services never'],
    ['more than zod in contracts', 'packages/contracts/a.ts', "import { x } from '@valine/records';", 'zod alone'],
    ['Node in commands', 'packages/commands/a.ts', "import { x } from 'node:fs';", 'zod alone'],
    ['the whole of zod where size counts', RECORDS, "import { z } from 'zod';", "'zod/mini'"],
    ['discord in github', 'packages/github/a.ts', "import { x } from '@valine/discord';", 'nothing of each other'],
    ['runs in discord', 'packages/discord/a.ts', "import { x } from '@valine/records';", 'nothing of each other'],
    ['records in the model of GitHub', 'packages/github-model/a.ts', "import '@valine/records';", 'nothing of ours'],
    ['an AWS SDK in a service', INGRESS, "import { x } from '@aws-sdk/client-sqs';", 'AWS SDKs belong'],
    ["GitHub's client in a service", DISPATCHER, "import '@octokit/rest';", 'belongs in packages/github'],
    ['a service in infra', 'infra/index.ts', "import { x } from '@valine/ingress';", 'infra imports no service'],
    ['the local stack in a service', INGRESS, "import '@valine/local-stack';", 'nothing imports the local'],
    ['the command line in a package', RECORDS, "import '@valine/cli';", 'nothing imports the local'],
    ['the guard of URLs in ingress', INGRESS, "import '@valine/safe-http';", 'dispatcher and verifier alone'],
    ['runs in the guard of URLs', SAFE_HTTP, "import '@valine/records';", 'knows nothing of the product'],
    ['a connection in a handler', DISPATCHER, "import '@valine/safe-http/node';", 'others are given one'],
    ['a path that is not exported', INGRESS, "import '@valine/records/run.ts';", 'through its exports'],
    ['a path into another folder', INGRESS, "import '../../packages/records/plan.ts';", 'through its exports'],
    ['what its manifest lacks', INGRESS, "import 'hono';", 'package.json does not name it'],
  ])('refuses %s', (_, path, text, rule) => {
    expect(check(path, text).join('\n')).toContain(rule);
  });

  it.each([
    'services/ingress/aws/a.ts',
    'packages/records/dynamodb/a.ts',
    'services/ingress/lambda.ts',
    'packages/cli/a.ts',
  ])('lets %s import an AWS SDK', (path) => {
    expect(check(path, "import { x } from '@aws-sdk/client-sqs';")).toEqual([]);
  });

  it.each([
    ['services/dispatcher/handle.ts', '@valine/safe-http'],
    ['services/dispatcher/lambda.ts', '@valine/safe-http/node'],
    ['packages/local-stack/a.ts', '@valine/safe-http/node'],
  ])('lets %s import %s', (path, name) => {
    expect(check(path, `import '${name}';`)).toEqual([]);
  });

  it('lets tests of the whole start the local stack', () => {
    expect(check('test/stack/a.test.ts', "import '@valine/local-stack';")).toEqual([]);
  });
});
