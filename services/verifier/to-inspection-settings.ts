/** What the settings mean for looking into a workflow run, and for reaching endpoints. */
import type { UrlPolicy } from '@valine/safe-http';
import type { Settings } from '@valine/settings';
import type { InspectionSettings } from './inspection/ports.ts';

type Addresses = Partial<Pick<Settings, 'FRONTEND_BASE_URL' | 'VITE_API_BASE'>> & Pick<Settings, 'CUSTOM_CHECKS'>;

/** `secrets`: values that no text may show. */
export function toInspectionSettings(
  settings: Addresses & Pick<Settings, 'STEP_PATTERNS'>,
  secrets: readonly string[],
): InspectionSettings {
  const { FRONTEND_BASE_URL, VITE_API_BASE, STEP_PATTERNS, CUSTOM_CHECKS } = settings;
  return {
    ...(FRONTEND_BASE_URL === undefined ? {} : { frontendBaseUrl: FRONTEND_BASE_URL }),
    ...(VITE_API_BASE === undefined ? {} : { apiBase: VITE_API_BASE }),
    stepPatterns: STEP_PATTERNS,
    customChecks: CUSTOM_CHECKS,
    secretValues: secrets,
  };
}

/** What is configured is reached as it is, on a developer's machine too; what a page or a redirect names is not. */
export function toUrlPolicy(settings: Addresses & Pick<Settings, 'ALLOWED_DOMAINS' | 'SAFE_LOCAL'>): UrlPolicy {
  const { FRONTEND_BASE_URL, VITE_API_BASE, CUSTOM_CHECKS } = settings;
  const configured = [FRONTEND_BASE_URL, VITE_API_BASE, ...CUSTOM_CHECKS.map(({ url }) => url)];
  return {
    allowedDomains: settings.ALLOWED_DOMAINS,
    safeLocal: settings.SAFE_LOCAL,
    trustedOrigins: configured.filter((url) => url !== undefined),
  };
}
