/** Starts the whole stack on this machine: engines, gateway, the Pulumi program, functions, mappings and the HTTP API. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accessWarnings, PROJECT } from '@valine/settings';
import { createAccount } from './account/account.ts';
import { permissionsOf } from './account/permissions.ts';
import { setAlarm } from './alarms.ts';
import { type Claim, claimDataDir } from './claim-data-dir.ts';
import { openQueueEngine } from './engines/queue-engine.ts';
import { openTableEngine } from './engines/table-engine.ts';
import { createMoveTasks } from './gateway/move-tasks.ts';
import { startGateway } from './gateway/start-gateway.ts';
import { invokeRoute } from './http/invoke-route.ts';
import { startHttp } from './http/start-http.ts';
import { findStorageProblem, keepToOwner } from './make-data-dir.ts';
import { fullKey, readConfiguration } from './monitor/read-configuration.ts';
import type { Cloud } from './monitor/resource.ts';
import { runProgram } from './monitor/run-program.ts';
import { createStateReader } from './read-state.ts';
import { rememberMade } from './remember-made.ts';
import type { Stack, StackOptions } from './stack.ts';
import { startSchedules } from './start-schedules.ts';
import { startWorkers } from './start-workers.ts';
import { waitUntilIdle } from './wait-until-idle.ts';

const PROJECT_DIR = fileURLToPath(new URL('../../..', import.meta.url));
const GRACE_SECONDS = 8;

/** @throws on wrong settings, a wrong program, a taken port or an unusable data directory. Nothing keeps running then. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const dataDir = resolve(options.dataDir);
  const cleanUp = createCleanUp();
  const claim = claimDataDir(dataDir);
  cleanUp.add(async () => claim.release());
  try {
    return await start({ ...options, dataDir }, claim, cleanUp);
  } catch (error) {
    await cleanUp.run();
    throw error;
  }
}

async function start(options: StackOptions, claim: Claim, cleanUp: CleanUp): Promise<Stack> {
  const { stage, dataDir, log } = options;
  const configuration = readConfiguration(PROJECT_DIR, stage, options.settings);
  const { region } = configuration;
  for (const { message } of accessWarnings(stage, (name) => configuration.config[fullKey(name)])) log.warn(message);
  const http = await startHttp(options.port);
  cleanUp.add(http.close);
  const account = createAccount(region);
  const queues = await openQueueEngine(`${dataDir}/queues`, region);
  cleanUp.add(queues.close);
  const tables = await openTableEngine(`${dataDir}/tables`);
  cleanUp.add(tables.close);
  const namesOf = async () => [...queues.all().map(({ name }) => name), ...(await tables.names())];
  const before = await namesOf();
  const gateway = await startGateway({
    ...{ account, queues, tables, moveTasks: createMoveTasks(queues), log },
    findStorageProblem: () => findStorageProblem(dataDir),
  });
  cleanUp.add(gateway.close);
  const awsEndpoint = gateway.url;
  const programDir = `${PROJECT_DIR}/infra`;
  const cloud: Cloud = { account, queues, tables, url: http.url, awsEndpoint, programDir };
  const { program: run = runInfra, alter = ({ inputs }) => inputs } = options;
  await runProgram({ ...configuration, stage, project: PROJECT, run, alter }, cloud);

  const lost = rememberMade(dataDir, before, await namesOf());
  if (lost !== undefined) log.error(lost);
  keepToOwner(dataDir);
  const logDir = `${dataDir}/logs`;
  const workers = startWorkers(cloud, { logDir, log, environment: options.environment ?? {} });
  cleanUp.add(() => workers.stop(1000 * (options.graceSeconds ?? GRACE_SECONDS)));
  cleanUp.add(async () => http.drain());
  const schedules = startSchedules({ account, queues, log });
  cleanUp.add(async () => schedules.stop());
  const reader = createStateReader(stage, cloud, workers.functions);
  cleanUp.add(async () => reader.close());
  const { fire } = schedules;
  const alarm: Stack['setAlarm'] = (name, state) => setAlarm({ account, queues, log }, name, state);
  http.open({
    invoke: (request) => invokeRoute({ ...workers, account, log }, request),
    state: reader.read,
    fire,
    alarm,
  });
  const discordApiUrl = options.settings['DISCORD_API_URL'];
  claim.publish({ url: http.url, awsEndpoint, region, stage, ...(discordApiUrl && { discordApiUrl }) });
  const functions = [...workers.functions.values()];
  const watched = { ...workers, functions, requests: http.busy, isNeedless: reader.isNeedless };
  const whenIdle: Stack['whenIdle'] = (idle) => waitUntilIdle(watched, idle);
  const permissions = () => permissionsOf(account);
  return {
    url: http.url,
    awsEndpoint,
    region,
    logDir,
    state: reader.read,
    permissions,
    usage: () => structuredClone(account.usage),
    fire,
    setAlarm: alarm,
    whenIdle,
    stop: cleanUp.run,
  };
}

async function runInfra(): Promise<unknown> {
  const { default: program } = await import('@valine/infra');
  const { upToDateBundles } = await import('@valine/infra/bundles');
  return program(await upToDateBundles());
}

type CleanUp = { add(step: () => Promise<void>): void; run(): Promise<void> };

/** Stops what was started, the last first. A second call waits for the first. */
function createCleanUp(): CleanUp {
  const steps: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of steps.reverse()) await step().catch((error) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }

  return {
    add: (step) => void steps.push(step),
    run() {
      running ??= runAll();
      return running;
    },
  };
}
