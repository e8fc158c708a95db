/** GitHub's device flow, as the model plays it. */
import type { DeviceFlow } from '@valine/github/device-flow';
import { accountIdOf, askDevice, beginDevice, type GitHubModel, loginOfToken } from '@valine/github-model';

export function fakeDeviceFlow(model: GitHubModel, clock: { now(): number }): DeviceFlow {
  return {
    async begin() {
      const id = `d${String((model.devices?.length ?? 0) + 1).padStart(7, '0')}`;
      const { deviceCode, userCode, intervalSeconds } = beginDevice(model, { id, at: clock.now() });
      return { deviceCode, userCode, url: 'https://github.com/login/device', expiresInSeconds: 900, intervalSeconds };
    },
    async ask(deviceCode) {
      const said = askDevice(model, deviceCode, clock.now());
      if ('token' in said) {
        const login = loginOfToken(model, said.token) ?? '';
        return { is: 'authorized', account: { id: accountIdOf(model, login), login } };
      }
      switch (said.error) {
        case 'authorization_pending':
          return { is: 'pending' };
        case 'slow_down':
          return { is: 'slow down', intervalSeconds: said.interval };
        case 'access_denied':
          return { is: 'denied' };
        case 'expired_token':
          return { is: 'expired' };
        case 'incorrect_device_code':
          return { is: 'lost' };
      }
    },
  };
}
