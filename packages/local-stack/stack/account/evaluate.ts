/** Decides one call as IAM does: an explicit Deny wins, then an Allow. Everything else is not allowed. */
import { holds, type RequestContext } from './conditions.ts';
import { listOf, type Statement } from './policy.ts';
import { matches } from './wildcards.ts';

export type Verdict = 'allowed' | 'explicitly denied' | 'not allowed';

/** `action` is `service:Action`, `resource` an ARN. Actions are compared without case, resources with it. */
export function evaluate(
  statements: readonly Statement[],
  action: string,
  resource: string,
  context: RequestContext = {},
): Verdict {
  const hits = statements.filter(
    (statement) => covers(statement, action, resource) && holds(statement.Condition, context),
  );
  if (hits.some((statement) => statement.Effect === 'Deny')) return 'explicitly denied';
  return hits.length > 0 ? 'allowed' : 'not allowed';
}

/** Whatever its condition says. */
function covers(statement: Statement, action: string, resource: string): boolean {
  const actionHit = (pattern: string) => matches(pattern.toLowerCase(), action.toLowerCase());
  const resourceHit = (pattern: string) => matches(pattern, resource);
  const byAction = statement.NotAction
    ? !listOf(statement.NotAction).some(actionHit)
    : listOf(statement.Action).some(actionHit);
  const byResource = statement.NotResource
    ? !listOf(statement.NotResource).some(resourceHit)
    : listOf(statement.Resource).some(resourceHit);
  return byAction && byResource;
}

/** AWS's own words for a denied call. */
export function accessDeniedMessage(principal: string, action: string, resource: string, verdict: Verdict): string {
  const because =
    verdict === 'explicitly denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}
