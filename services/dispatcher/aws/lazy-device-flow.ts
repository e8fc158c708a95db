/** The device flow of the GitHub App, loaded when somebody first wants to be linked: hardly any command does. */
import type { DeviceFlow } from '@valine/github/device-flow';

type Given = { GITHUB_APP_CLIENT_ID?: string | undefined; GITHUB_API_URL: string; GITHUB_API_VERSION: string };

/** Undefined where no App is named. */
export function lazyDeviceFlow(given: Given): DeviceFlow | undefined {
  const { GITHUB_APP_CLIENT_ID: clientId, GITHUB_API_URL: baseUrl, GITHUB_API_VERSION: apiVersion } = given;
  if (clientId === undefined) return undefined;
  const load = async () =>
    (await import('@valine/github/device-flow')).createDeviceFlow({ clientId, baseUrl, apiVersion });
  return {
    begin: async () => (await load()).begin(),
    ask: async (deviceCode) => (await load()).ask(deviceCode),
  };
}
