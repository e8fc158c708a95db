/** What AWS tells a caller who may not. */
import type { Verdict } from './evaluate.ts';

export function accessDeniedMessage(principal: string, action: string, resource: string, verdict: Verdict): string {
  const because =
    verdict === 'explicitly denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  return `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${because}`;
}
