/** A month's bill: what stands there anyway, and what is done, as the local stack has counted it. */
import { SERVICES, type ServiceName } from '@valine/settings';
import { ACCESS_LOG_BYTES, BILLED_SECONDS, GIGABYTES, IDLE_POLLS_A_MONTH, LAMBDA_LOG_BYTES, PRICES } from './prices.ts';

/** Of one thing that is done. */
export type Counted = {
  requests: number;
  invocations: Record<ServiceName, number>;
  /** Of SQS, by our functions: sends, and what a sweep asks. */
  queueCalls: number;
  writeUnits: number;
  readUnits: number;
  indexWrites: number;
  logBytes: number;
};

/** `isByClock`: a schedule begins it. */
export type Done = { counted: Counted; times: number; isByClock: boolean };

/** What is there, used or not. */
export type Standing = { mappings: readonly ('fifo' | 'standard')[]; alarmMetrics: number; customMetrics: number };

/** Dollars a month, by what they are for. */
export type Bill = Record<
  'polling' | 'alarms' | 'metrics' | 'functions' | 'queues' | 'table' | 'api' | 'logs' | 'schedules',
  number
>;

export function billOf(standing: Standing, month: readonly Done[]): Bill {
  const sum = (of: (counted: Counted) => number) =>
    month.reduce((all, { counted, times }) => all + times * of(counted), 0);
  const invocations = (service: ServiceName) => sum((counted) => counted.invocations[service]);
  const all = SERVICES.reduce((count, service) => count + invocations(service), 0);
  const seconds = SERVICES.reduce((total, service) => total + BILLED_SECONDS[service] * invocations(service), 0);
  // Each batch is one request to receive it and one to delete it; those of ingress come from no queue.
  const batches = 2 * (all - invocations('ingress'));
  const requests = sum((counted) => counted.requests);
  const logged = sum((counted) => counted.logBytes) + all * LAMBDA_LOG_BYTES + requests * ACCESS_LOG_BYTES;
  const polls = standing.mappings.map((kind) => (kind === 'fifo' ? PRICES.sqsFifoRequest : PRICES.sqsRequest));
  return {
    polling: polls.reduce((total, price) => total + price * IDLE_POLLS_A_MONTH, 0),
    alarms: standing.alarmMetrics * PRICES.alarmMetricMonth,
    metrics: standing.customMetrics * PRICES.customMetricMonth,
    functions: all * PRICES.lambdaRequest + seconds * GIGABYTES * PRICES.lambdaGigabyteSecond,
    // The dearer price for all: a quarter of them are of the FIFO queue.
    queues: (batches + sum((counted) => counted.queueCalls)) * PRICES.sqsFifoRequest,
    table: tableOf(sum),
    api: requests * PRICES.httpRequest,
    logs: (logged / 1e9) * PRICES.logGigabyte,
    schedules: sumTimes(month.filter(({ isByClock }) => isByClock)) * PRICES.scheduledInvocation,
  };
}

function sumTimes(month: readonly Done[]): number {
  return month.reduce((sum, { times }) => sum + times, 0);
}

/** What is written is kept for two months at most, each kilobyte as if it were new. */
function tableOf(sum: (of: (counted: Counted) => number) => number): number {
  const written = sum((counted) => counted.writeUnits + counted.indexWrites);
  const kept = ((2 * written * 1024) / 1e9) * PRICES.dynamodbGigabyteMonth;
  return written * PRICES.dynamodbWriteUnit + sum((counted) => counted.readUnits) * PRICES.dynamodbReadUnit + kept;
}

export function totalOf(bill: Bill): number {
  return Object.values(bill).reduce((sum, dollars) => sum + dollars, 0);
}
