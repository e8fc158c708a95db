/** Reads the stack's configuration and reports every problem at once, each with the command that mends it. */
import * as pulumi from '@pulumi/pulumi';
import { commandAccessProblems } from '@valine/admission';
import {
  accessWarnings,
  configurationKey,
  GITHUB_APP,
  isSecret,
  languageModelProblems,
  nearestName,
  PROJECT,
  parseSettings,
  pulumiSettings,
  REQUIRED_SETTINGS,
  SERVICES,
  type ServiceName,
  type SettingName,
  SettingsError,
  STAGE_NAME,
  settingsOf,
} from '@valine/settings';

import { LEAST_CONCURRENCY, QUOTA_OF_A_NEW_ACCOUNT } from './shares.ts';

export type Configuration = {
  stage: string;
  /** What is set, as written; defaults stay with the services. */
  values: ReadonlyMap<SettingName, string>;
  /** The workers leave by a fixed address. */
  vpc: boolean;
  /** X-Ray traces the functions. */
  tracing: boolean;
  /** The functions write embedded metrics. */
  embeddedMetrics: boolean;
  /** The mailbox that hears the alarms. */
  alarmEmail: string | undefined;
  /** How many functions of this stage may run at once. */
  lambdaConcurrency: number;
};

/** @throws pulumi.RunError naming everything that is missing or wrong. */
export function readConfiguration(): Configuration {
  const stage = pulumi.getStack();
  const config = new pulumi.Config(PROJECT);
  const names = new Set(SERVICES.flatMap(settingsOf));
  const values = new Map([...names].flatMap((name) => entry(name, config.get(configurationKey(name)))));
  const alarmEmail = config.get('alarmEmail') || undefined;
  const lambdaConcurrency = config.get('lambdaConcurrency') || String(QUOTA_OF_A_NEW_ACCOUNT);
  const problems = [
    ...stageProblems(stage),
    ...unknownKeyProblems(),
    ...openSecretProblems(values),
    ...settingProblems(values),
    ...localProblems(stage, values),
    ...credentialProblems(values),
    ...commandAccessProblems(Object.fromEntries(values)).map(withRemedy),
    ...languageModelProblems(Object.fromEntries(values)).map(withRemedy),
    ...mailboxProblems(alarmEmail),
    ...concurrencyProblems(lambdaConcurrency),
    ...unsignedProblems(values.get('ACCEPT_UNSIGNED_UNTIL')),
    ...environmentProblems({ stage, values }),
  ];
  if (problems.length > 0) {
    const named = [...problems, ...accessWarningsWithRemedies({ stage, values })];
    throw new pulumi.RunError(configurationProblemsMessage(stage, named));
  }
  const isOn = (key: 'vpc' | 'tracing' | 'embeddedMetrics') => config.getBoolean(key) ?? false;
  const switched = { vpc: isOn('vpc'), tracing: isOn('tracing'), embeddedMetrics: isOn('embeddedMetrics') };
  return { stage, values, ...switched, alarmEmail, lambdaConcurrency: Number(lambdaConcurrency) };
}

/** What may wait, but leaves the stage closed until it is set. */
export function accessWarningsWithRemedies({ stage, values }: Pick<Configuration, 'stage' | 'values'>): string[] {
  return accessWarnings(stage, (name) => values.get(name)).map(({ message }) => withRemedy(message));
}

/** What ingress has to know of notification rules: the events that they are about, and their names. */
export function notificationNames({ values }: Pick<Configuration, 'values'>): Record<string, string> {
  const NOTIFICATION_RULES = values.get('NOTIFICATION_RULES');
  const { NOTIFICATION_RULES: rules } = parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']);
  const events = new Set(Object.values(rules).map(({ event }) => event));
  if (events.size === 0) return {};
  return { NOTIFICATION_EVENTS: [...events].join(','), NOTIFICATION_RULE_NAMES: Object.keys(rules).join(',') };
}

/** The settings a service's function finds in its environment: those that are set and no secret. */
export function plainSettings(
  service: ServiceName,
  { stage, values }: Pick<Configuration, 'stage' | 'values'>,
): Record<string, string> {
  const plain = settingsOf(service).filter((name) => !isSecret(name));
  return Object.fromEntries([['STAGE', stage], ...plain.flatMap((name) => entry(name, values.get(name)))]);
}

function entry(name: SettingName, value: string | undefined): [SettingName, string][] {
  return value ? [[name, value]] : [];
}

function stageProblems(stage: string): string[] {
  if (STAGE_NAME.test(stage)) return [];
  return [stageNameMessage(stage)];
}

/** A slip in a key would be a setting that nothing reads. */
function unknownKeyProblems(): string[] {
  const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith(`${PROJECT}:`));
  const known = [...SERVICES.flatMap(settingsOf).map(configurationKey), ...Object.keys(pulumiSettings)];
  const unknown = keys.map((key) => key.slice(PROJECT.length + 1)).filter((key) => !known.includes(key));
  return unknown.map((key) => unknownKeyMessage(key, nearestName(key, known)));
}

/** Which values Pulumi was given with --secret. The function is there, and its types leave it out. */
const { isConfigSecret } = pulumi.runtime as typeof pulumi.runtime & { isConfigSecret?(key: string): boolean };

/** It stands as it is in Pulumi.<stage>.yaml, in the history of Git, and in the state. */
function openSecretProblems(values: ReadonlyMap<SettingName, string>): string[] {
  if (isConfigSecret === undefined) return [];
  const secrets = [...values.keys()].filter(isSecret).map((name) => ({ name, key: configurationKey(name) }));
  const open = secrets.filter(({ key }) => !isConfigSecret(`${PROJECT}:${key}`));
  return open.map(({ name, key }) => openSecretMessage(name, key));
}

function settingProblems(values: ReadonlyMap<SettingName, string>): string[] {
  try {
    parseSettings(Object.fromEntries(values), REQUIRED_SETTINGS, [...values.keys()]);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(withRemedy);
    throw error;
  }
}

/** What helps a developer on one machine would open a door in production. */
function localProblems(stage: string, values: ReadonlyMap<SettingName, string>): string[] {
  const isLocal = stage === 'prod' && values.get('SAFE_LOCAL')?.trim().toLowerCase() === 'true';
  return isLocal ? [safeLocalMessage()] : [];
}

/** GitHub is reached by a token or as an App; half an App is a mistake even beside a token. */
function credentialProblems(values: ReadonlyMap<SettingName, string>): string[] {
  const missing = GITHUB_APP.filter((name) => !values.has(name));
  if (missing.length === 0) return [];
  if (missing.length < GITHUB_APP.length) {
    return missing.map((name) => withRemedy(`${name} is not set, but other settings of the GitHub App are.`));
  }
  if (values.has('GITHUB_TOKEN')) return [];
  return [withRemedy(`GITHUB_TOKEN is not set, nor a GitHub App (${GITHUB_APP.map(configurationKey).join(', ')}).`)];
}

function mailboxProblems(alarmEmail: string | undefined): string[] {
  if (alarmEmail === undefined || /^[^\s@]+@[^\s@]+$/.test(alarmEmail)) return [];
  return [
    'alarmEmail must be one e-mail address: who is told when an alarm goes off.\n    pulumi config set alarmEmail <address>',
  ];
}

/** An update takes minutes, and a redrive of what it left follows within a day or two. */
const LONGEST_UNSIGNED_MS = 48 * 3_600_000;

/** What is no time is told of with the other settings. */
function unsignedProblems(until: string | undefined): string[] {
  if (until === undefined || !(Date.parse(until) - Date.now() > LONGEST_UNSIGNED_MS)) return [];
  return [
    'ACCEPT_UNSIGNED_UNTIL is more than 48 hours ahead: for so long, whoever can write to the dispatch queue could speak there for GitHub. An hour from now is enough.\n    pulumi config set acceptUnsignedUntil <time>',
  ];
}

function concurrencyProblems(given: string): string[] {
  return /^[1-9]\d{0,5}$/.test(given) && Number(given) >= LEAST_CONCURRENCY ? [] : [concurrencyMessage()];
}

/** AWS counts names and values, and refuses more while it makes the function. */
const MOST_ENVIRONMENT_BYTES = 4096;
/** For the names of queues, table and secrets, which only AWS knows in full. */
const OTHER_ENVIRONMENT_BYTES = 900;

function environmentProblems(configuration: Pick<Configuration, 'stage' | 'values'>): string[] {
  return SERVICES.flatMap((service) => {
    const entries = Object.entries(plainSettings(service, configuration));
    const sized = entries.map(([name, value]) => ({ name, bytes: Buffer.byteLength(JSON.stringify([name, value])) }));
    const sum = sized.reduce((all, { bytes }) => all + bytes, OTHER_ENVIRONMENT_BYTES);
    const longest = sized.toSorted((one, other) => other.bytes - one.bytes).slice(0, 2);
    return sum <= MOST_ENVIRONMENT_BYTES
      ? []
      : [
          environmentMessage(
            service,
            sum,
            longest.map(({ name }) => name),
          ),
        ];
  });
}

function withRemedy(problem: string): string {
  const name = [...new Set(SERVICES.flatMap(settingsOf))].find((setting) => problem.startsWith(`${setting} `));
  return name ? `${problem}\n    ${remedyMessage(name)}` : problem;
}

/** A secret is asked for or piped in: behind the name it would stand in the shell's history, and a PEM is taken for a flag and printed. */
function remedyMessage(name: SettingName): string {
  const key = configurationKey(name);
  if (name === 'GITHUB_APP_PRIVATE_KEY') return `pulumi config set --secret ${key} < key.pem`;
  return isSecret(name) ? `pulumi config set --secret ${key}` : `pulumi config set ${key} <value>`;
}

function unknownKeyMessage(key: string, meant: string | undefined): string {
  const question = meant === undefined ? 'The README lists the keys there are.' : `Did you mean ${meant}?`;
  return `${key} is no key of the configuration. ${question}\n    pulumi config rm ${key}`;
}

function openSecretMessage(name: SettingName, key: string): string {
  return `${name} is a secret and was set without --secret, so it stands in Pulumi.<stage>.yaml for everybody to read: set it anew with a new value, for the old one is known.\n    pulumi config rm ${key}\n    ${remedyMessage(name)}`;
}

function stageNameMessage(stage: string): string {
  return `The stack's name, ${stage}, becomes part of every name in AWS: make one of lower-case letters, digits and hyphens, 20 at most.\n    pulumi stack init <name>`;
}

function concurrencyMessage(): string {
  return `lambdaConcurrency must be a number of ${LEAST_CONCURRENCY} or more: how many functions of this stage may run at once, of what AWS allows the account.\n    pulumi config set lambdaConcurrency ${QUOTA_OF_A_NEW_ACCOUNT}`;
}

function environmentMessage(service: ServiceName, bytes: number, longest: readonly string[]): string {
  return `The settings of the ${service} function come to ${bytes} bytes with what it is told besides, and AWS takes ${MOST_ENVIRONMENT_BYTES}. The longest are ${longest.join(' and ')}: shorten them.`;
}

function safeLocalMessage(): string {
  return 'SAFE_LOCAL is for development: in stage prod, URLs may not name localhost.\n    pulumi config rm safeLocal';
}

function configurationProblemsMessage(stage: string, problems: readonly string[]): string {
  return [
    `The configuration of stack ${stage} is not complete. Set or correct, then run pulumi up again:`,
    ...problems.map((problem) => `  ${problem}`),
  ].join('\n');
}
