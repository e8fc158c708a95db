/** What a function was not given it cannot do, on this machine as on AWS. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack } from '@valine/local-stack/stack';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openPlatforms } from './support/open-platforms.ts';

type Alter = NonNullable<Parameters<typeof startStack>[0]['alter']>;

/** The program as it is, but for one action of one role. */
function without(role: string, action: string): Alter {
  return ({ type, name, inputs }) => {
    if (type !== 'aws:iam/rolePolicy:RolePolicy' || !name.startsWith(role)) return inputs;
    return { ...inputs, policy: String(inputs.policy).replace(`"${action}"`, '"sqs:ListQueues"') };
  };
}

describe('a function given one permission less', () => {
  it.each([
    [
      'dispatcher',
      'dynamodb:PutItem',
      /dynamodb:PutItem on resource: arn:aws:dynamodb:[^ ]+:table\/valine-orchestrator-runs-dev/,
    ],
    [
      'dispatcher',
      'ssm:GetParameters',
      /ssm:GetParameters on resource: arn:aws:ssm:[^ ]+:parameter\/valine-orchestrator\/dev\/GITHUB_TOKEN/,
    ],
  ])('%s without %s fails with AccessDenied, naming action and resource', async (role, action, naming) => {
    const { discord, dataDir, port, settings } = await openPlatforms();
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const stack = await startStack({ stage: 'dev', dataDir, port, settings, log, alter: without(role, action) });
    onTestFinished(() => stack.stop());
    await discord.command('/plan');
    const logFile = join(dataDir, 'logs', `valine-orchestrator-${role}-dev.log`);
    await expect.poll(() => readFile(logFile, 'utf8').catch(() => ''), { timeout: 20_000 }).toMatch(naming);
  });
});
