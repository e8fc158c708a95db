/** Secrets from SSM Parameter Store. */
import { GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName } from '@valine/settings';

const MAX_NAMES = 10;

/** What `GetParameters` is asked of; the real one unless a test gives its own. */
type ReadSecretsOptions = {
  /** Names of the secret settings that exist for this function. */
  names: readonly string[];
  stage: string;
  client?: SSMClient;
  limits?: Limits;
};

/** How often it is tried, and how long an attempt may take in milliseconds. */
type Limits = { maxAttempts: number; attemptMs: number };

/**
 * Values by setting name; no names, no call.
 * @throws SecretsMissing with every name that has no parameter.
 */
export async function readSecrets({
  names,
  stage,
  client,
  limits,
}: ReadSecretsOptions): Promise<Record<string, string>> {
  if (names.length === 0) return {};
  const ssm = client ?? createSsmClient(limits);
  const values = new Map<string, string>();
  for (let first = 0; first < names.length; first += MAX_NAMES) {
    const Names = names.slice(first, first + MAX_NAMES).map((name) => parameterName(name, stage));
    const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
    for (const { Name, Value } of Parameters) if (Name && Value) values.set(Name, Value);
  }
  const missing = names.filter((name) => !values.has(parameterName(name, stage)));
  if (missing.length > 0) throw new SecretsMissing(missing, stage);
  return Object.fromEntries(names.map((name) => [name, values.get(parameterName(name, stage)) ?? '']));
}

/**
 * The value before the newest one, where that was written after `since`; both in epoch milliseconds. Undefined where
 * nothing was written since, or nothing stood there before. One call, and one more for the value.
 */
export async function readSecretBefore(
  name: string,
  { stage, since, client, limits }: Omit<ReadSecretsOptions, 'names'> & { since: number },
): Promise<{ value: string; changedAt: number } | undefined> {
  const ssm = client ?? createSsmClient(limits);
  const find = async (selector: string) => {
    const Names = [`${parameterName(name, stage)}${selector}`];
    const { Parameters = [] } = await ssm.send(new GetParametersCommand({ Names, WithDecryption: true }));
    return Parameters[0];
  };
  const { Version = 1, LastModifiedDate: date } = (await find('')) ?? {};
  if (date === undefined || date.getTime() <= since || Version < 2) return undefined;
  // Versions count up by one; AWS keeps a hundred.
  const before = await find(`:${Version - 1}`);
  return before?.Value ? { value: before.Value, changedAt: date.getTime() } : undefined;
}

/** Parameters this function was promised do not exist. */
export class SecretsMissing extends Error {
  override name = 'SecretsMissing';
  readonly names: readonly string[];
  constructor(names: readonly string[], stage: string) {
    const parameters = names.map((name) => `  ${parameterName(name, stage)}`).join('\n');
    super(
      `SSM has no parameter of these names:\n${parameters}\n` +
        `Set them with \`pulumi config set --secret\` in stack ${stage} and deploy again.`,
    );
    this.names = names;
  }
}

function createSsmClient({ maxAttempts, attemptMs }: Limits = { maxAttempts: 3, attemptMs: 3000 }): SSMClient {
  const connectionTimeout = Math.min(2000, attemptMs);
  return new SSMClient({
    maxAttempts,
    requestHandler: { connectionTimeout, requestTimeout: attemptMs, throwOnRequestTimeout: true },
  });
}
