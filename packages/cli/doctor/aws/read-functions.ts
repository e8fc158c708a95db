/** What AWS says of the functions: how they stand, what they are told, and which queues feed them. */
import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { type Fact, type FunctionFact, known, type MappingFact, unknown } from '@valine/doctor';
import { functionName, MAX_RECEIVES, queueName, SERVICES, type ServiceName } from '@valine/settings';
import { askAws, findOnAws } from './aws-fact.ts';
import type { StageClients } from './stage-clients.ts';

export type Functions = Record<ServiceName, Fact<FunctionFact | undefined>>;

export async function readFunctions({ lambda }: StageClients, stage: string): Promise<Functions> {
  const read = SERVICES.map(async (service) => {
    const FunctionName = functionName(service, stage);
    const fact = await findOnAws(async (): Promise<FunctionFact> => {
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const [, version] = /^Valine (\S+(?:, released \S+)?)$/.exec(found.Description ?? '') ?? [];
      return {
        state: found.State ?? 'Active',
        lastUpdate: found.LastUpdateStatus ?? 'Successful',
        environment: found.Environment?.Variables ?? {},
        ...(version !== undefined && { version }),
      };
    });
    return [service, fact] as const;
  });
  return Object.fromEntries(await Promise.all(read)) as Functions;
}

const QUEUES = Object.keys(MAX_RECEIVES) as (keyof typeof MAX_RECEIVES)[];

export async function readMappings({ lambda }: StageClients, stage: string): Promise<Fact<MappingFact[]>> {
  return askAws(async () => {
    const workers = SERVICES.filter((service) => service !== 'ingress');
    const found = await Promise.all(
      workers.map((service) =>
        lambda.send(new ListEventSourceMappingsCommand({ FunctionName: functionName(service, stage) })),
      ),
    );
    return found.flatMap(({ EventSourceMappings = [] }) =>
      EventSourceMappings.flatMap(({ EventSourceArn = '', State = '' }) => {
        const queue = QUEUES.find((key) => EventSourceArn.endsWith(`:${queueName(key, stage)}`));
        return queue === undefined
          ? []
          : [{ queue, isOn: /^(Enabled|Enabling|Creating|Updating)$/.test(State), state: State }];
      }),
    );
  });
}

/** The address of the API that may invoke ingress; AWS names it nowhere else without its name. */
export async function readAddress({ lambda }: StageClients, stage: string, region: string): Promise<Fact<string>> {
  const policy = await findOnAws(async () => {
    const found = await lambda.send(new GetPolicyCommand({ FunctionName: functionName('ingress', stage) }));
    return found.Policy ?? '';
  });
  if (policy.is !== 'known') return policy;
  const api = /arn:aws[\w-]*:execute-api:[\w-]+:\d+:(\w+)\//.exec(policy.value ?? '')?.[1];
  if (api === undefined)
    return unknown(
      'The stage has no address: nothing may invoke the ingress function.',
      'Deploy the stage: pulumi up.',
    );
  return known(`https://${api}.execute-api.${region}.amazonaws.com`);
}
