/** GitHub's device flow: a code that a person enters on GitHub's page, and what who began it is told. Time and ids come from outside. */
import type { Device, GitHubModel } from './model.ts';
import { notFound } from './refusal.ts';

type Devices = Pick<GitHubModel, 'devices' | 'userTokens'>;

const EXPIRES_SECONDS = 900;
const INTERVAL_SECONDS = 5;

/** `id`: nobody guesses it. */
export function beginDevice(model: Devices, { id, at }: { id: string; at: number }): Device {
  const letters = id
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .padEnd(8, 'X');
  const device: Device = {
    deviceCode: `device-${id}`,
    userCode: `${letters.slice(0, 4)}-${letters.slice(4, 8)}`,
    expiresAt: at + EXPIRES_SECONDS * 1000,
    intervalSeconds: INTERVAL_SECONDS,
    is: 'pending',
  };
  model.devices = [...(model.devices ?? []), device];
  return device;
}

/** GitHub's page names the App, and nobody on Discord. @throws Refusal 404 for a code that is not there any more */
export function enterCode(model: Devices, userCode: string, login: string, at: number): void {
  Object.assign(openDevice(model, userCode, at), { is: 'entered', login });
}

/** Whether somebody has entered or denied a code, and nobody may have asked about it since. */
export function isCodeEntered({ devices = [] }: Devices, at: number): boolean {
  return devices.some((device) => (device.is === 'entered' || device.is === 'denied') && at < device.expiresAt);
}

/** @throws Refusal 404 */
export function denyCode(model: Devices, userCode: string, at: number): void {
  openDevice(model, userCode, at).is = 'denied';
}

/** As if their quarter of an hour were over. */
export function expireCodes({ devices = [] }: Devices, at: number): void {
  for (const device of devices) device.expiresAt = Math.min(device.expiresAt, at);
}

function openDevice({ devices = [] }: Devices, userCode: string, at: number): Device {
  const device = devices.find((each) => each.userCode === userCode.toUpperCase() && each.is === 'pending');
  if (device === undefined || at >= device.expiresAt) throw notFound();
  return device;
}

export type DeviceStand =
  | { error: 'authorization_pending' | 'access_denied' | 'expired_token' | 'incorrect_device_code' }
  | { error: 'slow_down'; interval: number }
  | { token: string };

/** A token is given once; who asks too often waits five seconds longer from then on. */
export function askDevice(model: Devices, deviceCode: string, at: number): DeviceStand {
  const device = model.devices?.find((each) => each.deviceCode === deviceCode);
  if (device === undefined || device.is === 'used') return { error: 'incorrect_device_code' };
  if (at >= device.expiresAt) return { error: 'expired_token' };
  const isEarly = device.askedAt !== undefined && at < device.askedAt + device.intervalSeconds * 1000;
  device.askedAt = at;
  if (isEarly) {
    device.intervalSeconds += 5;
    return { error: 'slow_down', interval: device.intervalSeconds };
  }
  if (device.is === 'denied') return { error: 'access_denied' };
  if (device.is === 'pending' || device.login === undefined) return { error: 'authorization_pending' };
  device.is = 'used';
  const token = `ghu_${deviceCode}`;
  model.userTokens = { ...model.userTokens, [token]: device.login };
  return { token };
}

/** Whose token it is. */
export function loginOfToken({ userTokens = {} }: Devices, token: string): string | undefined {
  return Object.hasOwn(userTokens, token) ? userTokens[token] : undefined;
}
