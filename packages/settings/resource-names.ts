/** What things are called in AWS: the same on every stage but for its name, and known without asking the cloud. */

export const SERVICES = ['ingress', 'dispatcher', 'verifier', 'notifier'] as const;
export type ServiceName = (typeof SERVICES)[number];

/** Begins every name in AWS, and is the namespace of the configuration in Pulumi. */
export const PROJECT = 'valine-orchestrator';
/** The stage becomes part of every name in AWS. */
export const STAGE_NAME = /^[a-z][a-z0-9-]{0,19}$/;

/** DISCORD_PUBLIC_KEY → discordPublicKey */
export function configurationKey(setting: string): string {
  return setting.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

export function tableName(stage: string): string {
  return `${PROJECT}-runs-${stage}`;
}

export function functionName(service: ServiceName, stage: string): string {
  return `${PROJECT}-${service}-${stage}`;
}

export function scheduleName(key: string, stage: string): string {
  return `${PROJECT}-${key}-${stage}`;
}

/** AWS makes it unique with 26 digits: roles belong to the account, and two regions may have a stage of one name. */
export function roleNamePrefix(holder: ServiceName | 'schedules', stage: string): string {
  return `valine-${holder}-${stage}-`.slice(0, MOST_ROLE_NAME_PREFIX);
}

const MOST_ROLE_NAME_PREFIX = 38;

/** All alarms of a stage, each at a price: what has to be heard even where our own code is dead. */
export const ALARMS = [
  'dispatch-dead-letters',
  'verify-dead-letters',
  'poll-dead-letters',
  'notify-dead-letters',
  'heartbeat',
  'ingress-throttles',
  'api-5xx',
  'api-4xx',
] as const;
export type AlarmKey = (typeof ALARMS)[number];

export function alarmName(key: AlarmKey, stage: string): string {
  return `${PROJECT}-${key}-${stage}`;
}

/** `notify` is FIFO, so its names end in `.fifo`. */
export function queueName(queue: QueueKey, stage: string): string {
  return `${PROJECT}-${queue}-${stage}${queue === 'notify' ? '.fifo' : ''}`;
}

export function deadLetterQueueName(queue: QueueKey, stage: string): string {
  return `${PROJECT}-${queue}-dlq-${stage}${queue === 'notify' ? '.fifo' : ''}`;
}

/** SSM parameter (SecureString) that holds a secret setting. */
export function parameterName(setting: string, stage: string): string {
  return `/${PROJECT}/${stage}/${setting}`;
}

/** On the FIFO queue every wait spends a receive, so there are more. */
export const MAX_RECEIVES = { dispatch: 8, verify: 8, poll: 8, notify: 20 } as const;
export type QueueKey = keyof typeof MAX_RECEIVES;
