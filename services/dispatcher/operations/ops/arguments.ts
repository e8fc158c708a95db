/** What the buttons of `/ops` say of what was seen when they were made: whether a message is outdated is known by it. */
import { isSwitchName, type ParkedEffect, type SwitchName } from '@valine/records';

/** `at`: when the restriction began that is to end (epoch milliseconds); absent: one is to begin. */
export function switchArgument(name: SwitchName, at: number | undefined): string {
  return at === undefined ? name : `${name}.${at}`;
}

export function readSwitchArgument(argument: string): { name: SwitchName; at?: number } | undefined {
  const [name = '', at] = argument.split('.');
  if (!isSwitchName(name)) return undefined;
  return at === undefined ? { name } : { name, at: Number(at) };
}

export function parkedArgument({ id, at, of }: Pick<ParkedEffect, 'id' | 'at' | 'of'>): string {
  return `${id}.${at}.${of}`;
}

export function readParkedArgument(argument: string): Pick<ParkedEffect, 'id' | 'at' | 'of'> {
  const [id = '', at, of = ''] = argument.split('.');
  return { id, at: Number(at), of };
}
