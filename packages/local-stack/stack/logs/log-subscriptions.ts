/** Hands lines of the functions' logs on to functions, as CloudWatch Logs does. */
import { gzipSync } from 'node:zlib';
import type { Logger } from '@valine/lambda-kit';
import type { Account, LogSubscription } from '../account/account.ts';
import { ACCOUNT_ID, arnOf } from '../account/arn.ts';
import { matches } from '../account/wildcards.ts';
import type { LocalFunction } from '../lambda/create-function.ts';
import { filterOf } from './filter-pattern.ts';

export type LogSubscriptions = {
  /** Takes one line of a function's log. */
  take(functionName: string, line: string): void;
  close(): void;
};

type Parts = {
  account: Account;
  /** It may not be made yet when this is. */
  find(functionName: string): LocalFunction | undefined;
  log: Logger;
};

/** Lambda tries an event that it was left with twice more, after one minute and after two. */
const TRIES_AFTER_MS = [60_000, 120_000];

/** @throws for a subscription whose function CloudWatch Logs may not invoke: AWS refuses to make it */
export function createLogSubscriptions(parts: Parts): LogSubscriptions {
  const { account } = parts;
  for (const subscription of account.logSubscriptions) assertMayInvoke(account, subscription);
  const timers = new Set<NodeJS.Timeout>();
  const all = account.logSubscriptions.map((subscription) => ({
    group: subscription.logGroup,
    fits: filterOf(subscription.pattern),
    deliver: createDelivery(parts, subscription, timers),
  }));
  return {
    take(functionName, line) {
      const group = `/aws/lambda/${functionName}`;
      for (const each of all) if (each.group === group && each.fits(line)) each.deliver(line);
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** What comes while an invocation is under way goes with the next one. */
function createDelivery({ find, log }: Parts, subscription: LogSubscription, timers: Set<NodeJS.Timeout>) {
  let waiting: string[] = [];
  let isBusy = false;

  async function invoke(event: string, tries: readonly number[] = TRIES_AFTER_MS): Promise<void> {
    const outcome = await find(subscription.functionName)?.invoke(event);
    const [afterMs, ...later] = tries;
    if (outcome?.kind === 'result') return;
    if (afterMs === undefined) return log.error(lostMessage(subscription.functionName));
    const timer = setTimeout(() => {
      timers.delete(timer);
      void invoke(event, later);
    }, afterMs);
    timers.add(timer.unref());
  }

  async function work(): Promise<void> {
    isBusy = true;
    while (waiting.length > 0) {
      const lines = waiting;
      waiting = [];
      await invoke(eventOf(subscription, lines));
    }
    isBusy = false;
  }

  return (line: string) => {
    waiting.push(line);
    if (!isBusy) void work();
  };
}

let ids = 0;

/** As Lambda is given it. */
function eventOf({ name, logGroup }: LogSubscription, lines: readonly string[]): string {
  const timestamp = Date.now();
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: ACCOUNT_ID,
    logGroup,
    logStream: 'local',
    subscriptionFilters: [name],
    logEvents: lines.map((message) => {
      ids += 1;
      return { id: String(ids).padStart(56, '0'), timestamp, message };
    }),
  };
  return JSON.stringify({ awslogs: { data: gzipSync(JSON.stringify(data)).toString('base64') } });
}

function assertMayInvoke(account: Account, { functionName, logGroup, name }: LogSubscription): void {
  const source = `${arnOf('logs', account.region, `log-group:${logGroup}`)}:*`;
  const may = account.permissions.some(
    (permission) =>
      permission.functionName === functionName &&
      permission.principal === 'logs.amazonaws.com' &&
      (permission.sourceArn === undefined || matches(permission.sourceArn, source)),
  );
  if (!may) throw new Error(mayNotInvokeMessage(name, logGroup, functionName));
}

function mayNotInvokeMessage(name: string, logGroup: string, functionName: string): string {
  return `The subscription ${name} of ${logGroup} cannot be made: CloudWatch Logs may not invoke ${functionName}. Add an aws.lambda.Permission for logs.amazonaws.com to the program.`;
}

function lostMessage(functionName: string): string {
  return `${functionName} failed three times at lines of a log: they are told to nobody, and still in the log.`;
}
