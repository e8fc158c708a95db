/** A service that works a queue off: its function and the mapping that feeds it. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ServiceName } from '@valine/settings';
import { ServiceFunction, type ServiceFunctionArgs } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export type QueueWorkerArgs = Omit<ServiceFunctionArgs, 'timeout'> & {
  source: WorkQueue;
  /** Batches in work at once: what GitHub and Discord bear. Capped here, not at the function, or throttling spends receives. */
  maximumConcurrency: number;
};

export class QueueWorker extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;

  constructor(name: ServiceName, args: QueueWorkerArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:QueueWorker', name, {}, options);
    const { source, maximumConcurrency, ...functionArgs } = args;
    const worker = new ServiceFunction(
      name,
      { ...functionArgs, timeout: source.workerTimeout, grants: [source.consuming(), ...args.grants] },
      { parent: this },
    );
    this.function = worker.function;
    new aws.lambda.EventSourceMapping(
      `${name}-mapping`,
      {
        eventSourceArn: source.queue.arn,
        functionName: worker.function.arn,
        batchSize: 10,
        functionResponseTypes: ['ReportBatchItemFailures'],
        scalingConfig: { maximumConcurrency },
      },
      { parent: this, dependsOn: [worker.policy] },
    );
    this.registerOutputs();
  }
}
