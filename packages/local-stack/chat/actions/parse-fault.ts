/** The actions that make something go wrong around the application, or right again. */
import { SITE_FAULTS, SITE_PARTS, type SiteFault, type SitePart } from '@valine/sandboxes';

export type FaultAction =
  | { do: 'webhooks' | 'polling'; on: boolean }
  | { do: 'site'; part: SitePart; fault: SiteFault }
  | { do: 'site'; fault: 'none' };

/** Undefined when the words mean nothing. */
export function parseFault(name: 'webhooks' | 'polling' | 'site', words: readonly string[]): FaultAction | undefined {
  const [first, second] = words;
  if (name !== 'site') return first === 'on' || first === 'off' ? { do: name, on: first === 'on' } : undefined;
  if (first === 'up') return { do: 'site', fault: 'none' };
  const fault = SITE_FAULTS.find((each) => each === first);
  const part = SITE_PARTS.find((each) => each === second);
  return fault === undefined || part === undefined ? undefined : { do: 'site', part, fault };
}
