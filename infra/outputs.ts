/** What `pulumi stack output` shows: what a person pastes into Discord and GitHub, and what operating tools look up. */
import type * as aws from '@pulumi/aws';
import type { Network } from './components/network.ts';
import type { Observability } from './components/observability.ts';
import type { RunStore } from './components/run-store.ts';
import type { Schedules } from './components/schedules.ts';
import type { WebhookIngress } from './components/webhook-ingress.ts';
import type { WorkQueue } from './components/work-queue.ts';

export type Stage = {
  alarms: aws.sns.Topic;
  runs: RunStore;
  dispatch: WorkQueue;
  verify: WorkQueue;
  poll: WorkQueue;
  notify: WorkQueue;
  ingress: WebhookIngress;
  schedules: Schedules;
  observability: Observability;
  network: Network | undefined;
};

export function outputsOf(made: Stage) {
  const { alarms, runs, dispatch, verify, poll, notify, ingress, schedules, observability, network } = made;
  return {
    interactionsUrl: ingress.interactionsUrl,
    webhookUrl: ingress.webhookUrl,
    tableName: runs.table.name,
    dispatchQueueUrl: dispatch.queue.url,
    dispatchDeadLetterQueueUrl: dispatch.deadLetters.url,
    verifyQueueUrl: verify.queue.url,
    verifyDeadLetterQueueUrl: verify.deadLetters.url,
    pollQueueUrl: poll.queue.url,
    pollDeadLetterQueueUrl: poll.deadLetters.url,
    notifyQueueUrl: notify.queue.url,
    notifyDeadLetterQueueUrl: notify.deadLetters.url,
    scheduleNames: schedules.names,
    dashboardUrl: observability.dashboardUrl,
    alarmTopicArn: alarms.arn,
    ...(network ? { outgoingAddresses: network.outgoingAddresses } : {}),
  };
}
