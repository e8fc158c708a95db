/** What AWS asks, in dollars of November 2026 (us-east-1; Frankfurt is up to a quarter dearer), without what is free. */

const MILLION = 1_000_000;

export const PRICES = {
  httpRequest: 1 / MILLION,
  lambdaRequest: 0.2 / MILLION,
  /** arm64. */
  lambdaGigabyteSecond: 0.000_013_333_4,
  sqsRequest: 0.4 / MILLION,
  sqsFifoRequest: 0.5 / MILLION,
  dynamodbWriteUnit: 0.625 / MILLION,
  dynamodbReadUnit: 0.125 / MILLION,
  dynamodbGigabyteMonth: 0.25,
  logGigabyte: 0.5,
  scheduledInvocation: 1 / MILLION,
  alarmMetricMonth: 0.1,
  customMetricMonth: 0.3,
} as const;

/** Five pollers that ask every 20 s, all month: what a mapping does when nothing comes. */
export const IDLE_POLLS_A_MONTH = 648_000;

/** What no machine of ours can measure: seconds that a function is billed for, of 512 MB, cold starts spread over all. */
export const BILLED_SECONDS = { ingress: 0.1, dispatcher: 0.5, verifier: 0.6, notifier: 0.4 } as const;
export const GIGABYTES = 0.5;

/** Lines that Lambda adds to each invocation's own, and the line of each request at the door. */
export const LAMBDA_LOG_BYTES = 350;
export const ACCESS_LOG_BYTES = 300;
