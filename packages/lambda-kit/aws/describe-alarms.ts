/** How alarms stand, as CloudWatch has it, by one call. A module of its own, to be loaded late: hardly any message needs it. */
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';

export type DescribedAlarm = {
  name: string;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  /** What it means and what to do. */
  description: string;
};

let client: CloudWatchClient | undefined;

/** Those of these names that there are. @throws as CloudWatch does */
export async function describeAlarms(names: readonly string[], timeoutMs = 4000): Promise<DescribedAlarm[]> {
  client ??= new CloudWatchClient({ maxAttempts: 2 });
  const command = new DescribeAlarmsCommand({ AlarmNames: [...names], MaxRecords: 100 });
  const { MetricAlarms = [] } = await client.send(command, { abortSignal: AbortSignal.timeout(timeoutMs) });
  return MetricAlarms.flatMap(({ AlarmName: name, StateValue: state, AlarmDescription: description = '' }) =>
    name === undefined || state === undefined ? [] : [{ name, state, description }],
  );
}
