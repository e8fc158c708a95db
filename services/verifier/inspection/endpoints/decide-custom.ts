/** Whether an endpoint of CUSTOM_CHECKS answers as its team wants it to. */
import type { CheckResult } from '@valine/contracts';
import type { CustomCheck } from '@valine/settings';
import { brokenCoding, type Fault, namedCoding, unsureCoding } from './decide-coding.ts';
import { problemOf } from './decide-page.ts';
import type { EndpointAnswer, EndpointResult } from './endpoint-answer.ts';
import * as say from './messages.ts';

export function decideCustom(check: CustomCheck, seen: EndpointResult): CheckResult {
  const { name } = check;
  if ('problem' in seen) return problemOf(name, seen, 'CUSTOM_CHECKS');
  const { status, ms } = seen;
  const fault = findFault(check, seen) ?? brokenCoding(seen) ?? unsureCoding(seen);
  if (fault !== undefined) return { name, status, ms, ...fault };
  const details = namedCoding(seen);
  return { name, verdict: 'ok', status, ms, ...(details === '' ? {} : { details }) };
}

function findFault(check: CustomCheck, { status, ms, headers }: EndpointAnswer): Fault | undefined {
  const { expect_status, expect_header: header, max_ms } = check;
  const bad = (details: string, fix: string): Fault => ({ verdict: 'bad', details, fix });
  if (status !== expect_status) return bad(say.wantedStatusText(expect_status), say.customStatusFixText(check));
  if (header !== undefined && !hasHeader(headers, header))
    return bad(say.seenText(say.missingHeaderText(header)), say.missingHeaderFixText(header));
  return max_ms !== undefined && ms > max_ms ? bad(say.slowText(ms, max_ms), say.FIXES.slow) : undefined;
}

/** `wanted`: `Name`, or `Name: text` that it contains, in any case. */
function hasHeader(headers: EndpointAnswer['headers'], wanted: string): boolean {
  const [name = '', ...rest] = wanted.split(':');
  const key = name.trim().toLowerCase();
  const value = Object.hasOwn(headers, key) ? headers[key] : undefined;
  return value?.toLowerCase().includes(rest.join(':').trim().toLowerCase()) ?? false;
}
