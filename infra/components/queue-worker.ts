/** A service that works queues off: its function and the mappings that feed it. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ServiceName } from '@valine/settings';
import { ServiceFunction, type ServiceFunctionArgs } from './service-function.ts';
import type { WorkQueue } from './work-queue.ts';

export type QueueWorkerArgs = Omit<ServiceFunctionArgs, 'timeout'> & {
  /** Each is worked off whatever the others hold. */
  sources: readonly [WorkQueue, ...WorkQueue[]];
  /** Batches of each in work at once: what GitHub and Discord bear. Capped here, not at the function, or throttling spends receives. */
  maximumConcurrency: number;
};

export class QueueWorker extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly log: aws.cloudwatch.LogGroup;

  constructor(name: ServiceName, args: QueueWorkerArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:QueueWorker', name, {}, options);
    const { sources, maximumConcurrency, ...functionArgs } = args;
    const timeout = Math.min(...sources.map(({ workerTimeout }) => workerTimeout));
    const consuming = sources.map((source) => source.consuming());
    const worker = new ServiceFunction(
      name,
      { ...functionArgs, timeout, grants: [...consuming, ...args.grants] },
      { parent: this },
    );
    this.function = worker.function;
    this.log = worker.log;
    for (const { key, queue } of sources)
      new aws.lambda.EventSourceMapping(
        queue === sources[0].queue ? `${name}-mapping` : `${name}-${key}-mapping`,
        {
          eventSourceArn: queue.arn,
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
