/** The keys that the audit is sealed with: of the one secret that ingress and dispatcher have, and of those that it was before. */
import type { KeyObject } from 'node:crypto';
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { auditKeys } from '@valine/audit';
import { parameterName } from '@valine/settings';
import { CliError } from '../terminal/errors.ts';
import type { Environment } from './find-target.ts';

type Sources = { ssm: SSMClient; stage: string; environment: Environment };

/** `earlier`: names of environment variables. @throws CliError where one has no value */
export async function readAuditKeys(
  { ssm, stage, environment }: Sources,
  earlier: readonly string[],
): Promise<KeyObject[]> {
  const Names = [parameterName('ADMISSION_KEY', stage)];
  const { Parameters } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
  const current = Parameters?.[0]?.Value;
  if (current === undefined)
    throw new CliError(
      `ADMISSION_KEY is not in Parameter Store: nothing is deployed as stage ${stage}, or it is older.`,
    );
  return [current, ...earlier.map((name) => getEarlier(environment, name))].flatMap(auditKeys);
}

function getEarlier(environment: Environment, name: string): string {
  const value = environment[name];
  if (value) return value;
  throw new CliError(`${name} is not set: put the earlier ADMISSION_KEY into that environment variable.`);
}
