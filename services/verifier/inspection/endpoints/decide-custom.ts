/** Whether an endpoint of CUSTOM_CHECKS answers as its team wants it to. */
import type { CheckResult } from '@valine/contracts';
import type { CustomCheck } from '@valine/settings';
import { problemOf } from './decide-page.ts';
import type { EndpointAnswer, EndpointResult } from './endpoint-answer.ts';
import * as say from './messages.ts';

export function decideCustom(check: CustomCheck, seen: EndpointResult): CheckResult {
  const { name } = check;
  if ('problem' in seen) return problemOf(name, seen, 'CUSTOM_CHECKS');
  const { status, ms } = seen;
  const fault = findFault(check, seen);
  return fault === undefined ? { name, verdict: 'ok', status, ms } : { name, verdict: 'bad', status, ms, ...fault };
}

type Fault = Required<Pick<CheckResult, 'details' | 'fix'>>;

function findFault(check: CustomCheck, { status, ms, headers }: EndpointAnswer): Fault | undefined {
  const { expect_status, expect_header: header, max_ms } = check;
  if (status !== expect_status)
    return { details: say.wantedStatusText(expect_status), fix: say.customStatusFixText(check) };
  if (header !== undefined && !hasHeader(headers, header))
    return { details: say.seenText(say.missingHeaderText(header)), fix: say.missingHeaderFixText(header) };
  if (max_ms !== undefined && ms > max_ms) return { details: say.slowText(ms, max_ms), fix: say.FIXES.slow };
  return undefined;
}

/** `wanted`: `Name`, or `Name: text` that it contains, in any case. */
function hasHeader(headers: EndpointAnswer['headers'], wanted: string): boolean {
  const [name = '', ...rest] = wanted.split(':');
  const key = name.trim().toLowerCase();
  const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
  return value?.toLowerCase().includes(rest.join(':').trim().toLowerCase()) ?? false;
}
