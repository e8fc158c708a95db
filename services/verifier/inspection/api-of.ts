/** Which API a follow is about, and what people can correct where that is the wrong one. */
import type { Tracking } from '@valine/records';

export type Api = {
  /** Undefined where none is known. */
  base: string | undefined;
  /** The option of the command, where a person gave it. */
  setting: 'VITE_API_BASE' | 'api_base';
};

/** A client that was built for another API is checked against that one. */
export function apiOf({ inputs }: Pick<Tracking, 'inputs'>, configured: string | undefined): Api {
  const given = inputs['api_base'];
  if (given === undefined || given === '') return { base: configured, setting: 'VITE_API_BASE' };
  return { base: given, setting: 'api_base' };
}
