/** No secret in a log line. */
import { createRedactor } from '@valine/lambda-kit/aws';
import { WEBHOOK_SECRET } from '../people/signatures.ts';
import { API } from '../platforms/web/site.ts';
import type { Report } from './report.ts';

/** Every secret of a world begins so: webhook secret, interaction tokens, where the API is. */
export const CANARY = 'canary-';

const redact = createRedactor([WEBHOOK_SECRET, API]);

/** `line` as the logger on AWS would write it. */
export function checkLogLine(report: Report, message: string, fields: unknown): void {
  if (redact({ message, fields }).includes(CANARY)) report('no secret in a log', message);
}
