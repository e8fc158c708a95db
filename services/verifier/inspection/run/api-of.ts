/** Which API a tracking is about, what people can correct where it is the wrong one, and the words that name it. */
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

/** All by which a base URL would be known: itself, and its host with and without the port. Empty for what is no URL. */
export function wordsOfBase(base: string | undefined): string[] {
  if (base === undefined || !URL.canParse(base)) return [];
  const { origin, host, hostname } = new URL(base);
  return [base.replace(/\/+$/, ''), origin, host, hostname];
}
