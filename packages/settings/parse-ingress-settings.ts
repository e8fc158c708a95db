/** Reads the settings of ingress, which carries no others. */
import { ingressSettings } from './ingress-settings.ts';
import { parseWith, type ValuesOf } from './parse-with.ts';

type IngressSettings = ValuesOf<typeof ingressSettings>;
type Name = keyof IngressSettings;

/** As `parseWith`. @throws SettingsError */
export function parseIngressSettings<R extends Name, O extends Name = never>(
  source: Record<string, string | undefined>,
  required: readonly R[],
  optional: readonly O[] = [],
): Pick<IngressSettings, R> & Partial<Pick<IngressSettings, O>> {
  return parseWith(ingressSettings, source, required, optional);
}
