/** Numbers in CloudWatch's embedded metric format, as log lines of their own, where the stage asks for them: no call is made. */
import type { Clock } from '../ports.ts';
import type { Worker } from '../worker.ts';

/** Each by its name; `Duration` is in milliseconds, the others count. */
export type Measure = (numbers: Readonly<Record<string, number>>) => void;

/** Without `METRICS_NAMESPACE`, which infra sets, it does nothing. `service`: the one dimension of each number. */
export function createMeasure(
  service: string,
  { METRICS_NAMESPACE }: Readonly<Record<string, string | undefined>>,
  clock: Clock,
  write: (line: string) => void,
): Measure {
  if (!METRICS_NAMESPACE) return () => undefined;
  return (numbers) => {
    const Metrics = Object.keys(numbers).map((Name) => ({
      Name,
      Unit: Name === 'Duration' ? 'Milliseconds' : 'Count',
    }));
    const directive = { Namespace: METRICS_NAMESPACE, Dimensions: [['service']], Metrics };
    write(JSON.stringify({ _aws: { Timestamp: clock.now(), CloudWatchMetrics: [directive] }, service, ...numbers }));
  };
}

/** Tells of each batch how long it took, how many messages it had, and how many of them come back. */
export function withMeasure(worker: Worker, measure: Measure, clock: Clock): Worker {
  return async (records, deadline, timer) => {
    const began = clock.now();
    const failed = await worker(records, deadline, timer);
    measure({ Duration: clock.now() - began, Messages: records.length, ComeBack: failed.length });
    return failed;
  };
}
