/** The settings of a story's team: the product's defaults, on platforms and a site of this machine. */
import { DECISION_SETTINGS, type DispatcherSettings, toDispatcherSettings } from '@valine/dispatcher';
import type { Site } from '@valine/sandboxes';
import { parseSettings } from '@valine/settings';
import type { InspectionSettings } from '@valine/verifier/inspection-ports';

/** What is absent is not configured. */
export type SiteUrls = Partial<Pick<Site, 'frontendUrl' | 'apiBase'>>;
export type GivenSettings = Partial<DispatcherSettings>;

/** `repository`: `owner/name`, on the GitHub at `gitHubUrl`. As the function would read them where nothing else is configured. */
export function dispatcherSettings(
  repository: string,
  gitHubUrl: string,
  { frontendUrl }: SiteUrls,
  given: GivenSettings & Pick<DispatcherSettings, 'access'>,
): DispatcherSettings {
  const { required, optional } = DECISION_SETTINGS;
  const source = { GITHUB_REPOSITORY: repository, GITHUB_API_URL: gitHubUrl, FRONTEND_BASE_URL: frontendUrl };
  const read = parseSettings(source, required, optional);
  return { ...toDispatcherSettings({ ...read, STAGE: given.access.STAGE }), ...given };
}

export function inspectionSettings({ frontendUrl, apiBase }: SiteUrls): InspectionSettings {
  const { STEP_PATTERNS: stepPatterns, CUSTOM_CHECKS: customChecks } = parseSettings({}, [
    'STEP_PATTERNS',
    'CUSTOM_CHECKS',
  ]);
  return {
    ...(frontendUrl && { frontendBaseUrl: frontendUrl }),
    ...(apiBase && { apiBase }),
    stepPatterns,
    customChecks,
    secretValues: [],
  };
}
