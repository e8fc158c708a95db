/** No secret in a log line, and no value of an admin in a record. */

import { createRedactor } from '@valine/lambda-kit/aws';
import type { StoredRecord } from '@valine/records';
import { VALUE } from '../people/admins/values.ts';
import { WEBHOOK_SECRET } from '../people/signatures.ts';
import { API } from '../platforms/web/site.ts';
import type { Report } from './report.ts';

/** Every secret of a world begins so: webhook secret, interaction tokens, where the API is. */
export const CANARY = 'canary-';

const redact = createRedactor([WEBHOOK_SECRET, API]);

/** What admins set is on its way under a lock. */
export function checkRecordHoldsNoValue(report: Report, record: StoredRecord): void {
  if (JSON.stringify(record).includes(VALUE))
    report('no value stands in the clear', `${record.kind} ${record.id} has one`);
}

/** A line as the logger on AWS would write it; in most of them nothing is to be hidden. */
export function checkLogLine(report: Report, message: string, fields: unknown): void {
  if (!holdsCanary(message) && !holdsCanary(fields)) return;
  if (redact({ message, fields }).includes(CANARY)) report('no secret in a log', message);
}

/** True too for what is nested so deep that it may be in a circle. */
function holdsCanary(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.includes(CANARY);
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 8) return true;
  if (
    value instanceof Error &&
    [value.name, value.message, value.stack, value.cause].some((part) => holdsCanary(part, depth + 1))
  )
    return true;
  for (const [name, part] of Object.entries(value))
    if (name.includes(CANARY) || holdsCanary(part, depth + 1)) return true;
  return false;
}
