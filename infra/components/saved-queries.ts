/** Questions that the logs answer, saved where people look for them: they cost nothing until somebody asks one. */
import * as aws from '@pulumi/aws';
import type { Resource } from '@pulumi/pulumi';

/** By what each is called. Of Logs Insights. */
const QUERIES: Readonly<Record<string, string>> = {
  'one trace': `fields @timestamp, service, level, message, record
| filter trace = "write the trace here"
| sort @timestamp asc`,
  errors: `filter level = "error"
| stats count(*) as times, latest(@timestamp) as last by service, message, error.name
| sort times desc`,
  'what is slow': `filter @type = "REPORT"
| stats count(*) as calls, pct(@duration, 50) as median, pct(@duration, 95) as slow, max(@initDuration) as coldStart by @log`,
  'who waits': `filter message like /waits/
| stats count(*) as times, latest(reason) as why by service, type
| sort times desc`,
  'what it does': `filter ispresent(service)
| stats count(*) as lines by service, message, bin(1h)
| sort lines desc`,
};

/** `logGroupNames`: of all functions. */
export function saveQueries(stage: string, logGroupNames: aws.cloudwatch.LogGroup['name'][], parent: Resource): void {
  for (const [name, queryString] of Object.entries(QUERIES))
    new aws.cloudwatch.QueryDefinition(
      `query-${name.replaceAll(' ', '-')}`,
      { name: `valine-orchestrator/${stage}/${name}`, queryString, logGroupNames },
      { parent },
    );
}
