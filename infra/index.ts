/** Everything that exists in the cloud for one stage. The local stack runs this very program. */
import { type BundleOf, buildBundles } from './bundles.ts';
import { askingForAlarms, createAlarmTopic, hearAlarms } from './components/alarm.ts';
import { AppSecrets } from './components/app-secrets.ts';
import { ErrorLines } from './components/error-lines.ts';
import { Observability } from './components/observability.ts';
import { QueueWorker } from './components/queue-worker.ts';
import { RunStore } from './components/run-store.ts';
import { Schedules, teamSchedules } from './components/schedules.ts';
import { WebhookIngress } from './components/webhook-ingress.ts';
import { WorkQueue } from './components/work-queue.ts';
import { notificationNames, readConfiguration } from './configuration.ts';
import { outputsOf } from './outputs.ts';
import { shareOf } from './shares.ts';

/** Makes one stage and resolves to its outputs. `bundleOf` says where built code is; without it the code is built first. */
export default async function program(bundleOf?: BundleOf) {
  const configuration = readConfiguration();
  const { stage } = configuration;
  const alarms = createAlarmTopic(configuration);
  const secrets = new AppSecrets('secrets', configuration);
  const runs = new RunStore('runs', { stage });

  const dispatch = new WorkQueue('dispatch', { stage, alarms, workerTimeout: 30 });
  const verify = new WorkQueue('verify', { stage, alarms, workerTimeout: 30 });
  const poll = new WorkQueue('poll', { stage, alarms, workerTimeout: 30 });
  const notify = new WorkQueue('notify', { stage, alarms, workerTimeout: 30, fifo: true });

  const network = configuration.vpc ? await createNetwork(stage) : undefined;
  const service = { configuration, secrets, bundleOf: bundleOf ?? (await buildBundles()) };
  const maximumConcurrency = shareOf(configuration.lambdaConcurrency);
  const worker = { ...service, placement: network?.placement, maximumConcurrency };

  const mayAsk = [dispatch.sending(), verify.sending(), ...runs.accessOf('ingress')];
  const ingress = new WebhookIngress('ingress', {
    ...service,
    timeout: 10,
    grants: mayAsk,
    environment: notificationNames(configuration),
  });
  const dispatcher = new QueueWorker('dispatcher', {
    ...worker,
    sources: [dispatch],
    grants: [
      ...[dispatch.sending(), verify.sending(), poll.sending(), notify.sending()],
      ...[dispatch, verify, poll, notify].flatMap((queue) => [queue.counting(), queue.redriving()]),
      ...runs.accessOf('dispatcher'),
      askingForAlarms(alarms, stage),
    ],
    environment: { WEBHOOK_URL: ingress.webhookUrl },
  });
  const verifier = new QueueWorker('verifier', {
    ...worker,
    sources: [verify, poll],
    grants: [verify.sending(), poll.sending(), dispatch.sending(), ...runs.accessOf('verifier')],
    environment: { WEBHOOK_URL: ingress.webhookUrl },
  });
  const notifier = new QueueWorker('notifier', {
    ...worker,
    sources: [notify],
    grants: [dispatch.sending(), ...runs.accessOf('notifier')],
    environment: { INTERACTIONS_URL: ingress.interactionsUrl },
  });

  const schedules = new Schedules('schedules', {
    stage,
    schedules: [
      { key: 'set-up-check', expression: 'rate(1 hour)', to: dispatch, type: 'set-up.due' },
      { key: 'sweep', expression: 'rate(5 minutes)', to: dispatch, type: 'sweep.due' },
      ...teamSchedules(configuration.values.get('SCHEDULES'), dispatch),
    ],
  });

  const queues = { dispatch, verify, poll, notify };
  const functions = { ingress, dispatcher, verifier, notifier };
  hearAlarms(alarms, dispatch);
  new ErrorLines('errors', { of: functions, to: dispatcher });
  const observability = new Observability('observability', { stage, alarms, queues, functions, runs, ingress });
  return outputsOf({ alarms, runs, ...queues, ingress, schedules, observability, network });
}

/**
 * Loaded only where it is wanted: most stages have no network of their own. Pulumi asks for the plugin of awsx all the
 * same, as for every package among the dependencies.
 */
async function createNetwork(stage: string) {
  const { Network } = await import('./components/network.ts');
  return new Network('network', { stage });
}
