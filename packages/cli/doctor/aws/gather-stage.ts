/** Asks AWS for all that the checks look at, and reads the settings as they are deployed. */
import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import {
  both,
  type Fact,
  type FunctionFact,
  known,
  needless,
  type ParameterFact,
  type SettingsFact,
  type StageFacts,
  toldElsewhere,
  unknown,
} from '@valine/doctor';
import { settings as definitions, isSecret, queueName, type SettingName } from '@valine/settings';
import { askAws } from './aws-fact.ts';
import { knock } from './knock.ts';
import { type Functions, readAddress, readFunctions, readMappings } from './read-functions.ts';
import { readQueues, readSecrets, readSubscriptions, readTable, readTrust, type Secrets } from './read-resources.ts';
import type { StageClients } from './stage-clients.ts';

export type Where = {
  stage: string;
  kind: 'aws' | 'local';
  /** The one that `Pulumi.<stage>.yaml` names. */
  configuredRegion: string | undefined;
  /** Where the doors are; asked for where absent. */
  address?: string;
};

export type Deployed = { functions: Functions; secrets: Fact<Secrets>; settings: Fact<SettingsFact> };

const DEPLOY = 'Deploy the stage: pulumi up.';

/** The settings are those that the functions have been told; a secret is read where they read it. */
export async function readDeployed(clients: StageClients, stage: string): Promise<Deployed> {
  const functions = await readFunctions(clients, stage);
  const found = Object.values(functions);
  const lacking = found.find((fact) => fact.is === 'unknown');
  if (lacking?.is === 'unknown') return { functions, secrets: lacking, settings: lacking };
  const environment = Object.assign({}, ...found.map(environmentOf));
  if (Object.keys(environment).length === 0) {
    const nothing = unknown(`Nothing is deployed as stage ${stage}.`, DEPLOY);
    return { functions, secrets: nothing, settings: nothing };
  }
  const names = [...new Set(found.flatMap((fact) => secretsOf(environmentOf(fact))))];
  const secrets = await readSecrets(clients, stage, names);
  const settings =
    secrets.is === 'known' ? known({ ...plainSettings(environment), ...valuesOf(secrets.value) }) : secrets;
  return { functions, secrets, settings };
}

export async function gatherStage(clients: StageClients, where: Where, { functions, secrets }: Deployed) {
  const { stage, kind, configuredRegion } = where;
  // What the clients themselves found: the environment, or a profile.
  const region = await askAws(() => clients.lambda.config.region());
  const address = await addressOf(clients, where, region);
  const facts: Omit<StageFacts, 'trust' | 'doors'> = {
    stage,
    kind,
    functions,
    mappings: await readMappings(clients, stage),
    parameters: parametersOf(secrets),
    queues: await readQueues(clients, stage),
    table: await readTable(clients, stage),
    subscriptions:
      kind === 'local' ? needless('the local stack raises no alarms') : await subscriptionsOf(clients, stage, region),
    region: region.is === 'known' ? known({ asked: region.value, configured: configuredRegion }) : region,
  };
  return { facts, address };
}

export async function gatherDoors(interactions: Fact<string>, webhook: Fact<string>): Promise<StageFacts['doors']> {
  const answer = async (url: Fact<string>) => (url.is === 'known' ? known(await knock(url.value)) : url);
  return { interactions: await answer(interactions), webhook: await answer(webhook) };
}

const ROLES = ['AWS_DIAGNOSE_ROLE_ARN', 'AWS_DEPLOY_ROLE_ARN'] as const;

/** `variables`: of the repository. A role that none of them names is the team's own affair. */
export async function gatherTrust(
  clients: StageClients,
  kind: Where['kind'],
  variables: Fact<Readonly<Record<string, string>>>,
): Promise<StageFacts['trust']> {
  if (kind === 'local') return { local: needless('the local stack has no roles of workflows') };
  if (variables.is !== 'known') return { variables: toldElsewhere(variables, 'the variables are not shown') };
  const named = ROLES.flatMap((role) => (variables.value[role] ? [[role, variables.value[role]] as const] : []));
  const read = named.map(async ([role, arn]) => [role, await readTrust(clients, arn)] as const);
  return Object.fromEntries(await Promise.all(read));
}

async function addressOf(clients: StageClients, { stage, address }: Where, region: Fact<string>) {
  if (address !== undefined) return known(address);
  return region.is === 'known' ? readAddress(clients, stage, region.value) : region;
}

async function subscriptionsOf(clients: StageClients, stage: string, region: Fact<string>) {
  const place = both(region, await accountOf(clients, stage));
  if (place.is !== 'known') return place;
  const [asked, account] = place.value;
  return readSubscriptions(clients, stage, { region: asked, account });
}

/** The account's number stands in the address of every queue. */
async function accountOf({ sqs }: StageClients, stage: string): Promise<Fact<string>> {
  return askAws(async () => {
    const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: queueName('dispatch', stage) }));
    return new URL(QueueUrl).pathname.split('/')[1] ?? '';
  });
}

function environmentOf(fact: Fact<FunctionFact | undefined>): Readonly<Record<string, string>> {
  return fact.is === 'known' ? (fact.value?.environment ?? {}) : {};
}

function secretsOf(environment: Readonly<Record<string, string>>): string[] {
  return (environment['SECRETS'] ?? '').split(',').filter((name) => name !== '');
}

function plainSettings(environment: Readonly<Record<string, string>>): SettingsFact {
  const names = (Object.keys(definitions) as SettingName[]).filter((name) => !isSecret(name));
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

function valuesOf(secrets: Secrets): SettingsFact {
  return Object.fromEntries(
    Object.entries(secrets).flatMap(([name, secret]) => (secret?.value ? [[name, secret.value]] : [])),
  );
}

function parametersOf(secrets: Fact<Secrets>): Fact<Record<string, ParameterFact | undefined>> {
  if (secrets.is !== 'known') return secrets;
  const read = Object.entries(secrets.value).map(([name, secret]) => [
    name,
    secret && { type: secret.type, isEmpty: secret.value === '' },
  ]);
  return known(Object.fromEntries(read));
}
