/** What settings say of days and times, and of whose clocks show them. */
import * as z from 'zod/mini';
import { amongText, meantText } from '../nearest-name.ts';

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const day = z.enum(DAYS, { error: ({ input }) => amongText(input, DAYS) });

/** `09:00` */
export const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 09:00'));

/** Of the tz database, `Europe/Berlin`. */
export const zone = z.string().check(z.refine(isZone, { error: ({ input }) => zoneText(input) }));

function zoneText(given: unknown): string {
  return `must be a time zone such as Europe/Berlin${meantText(String(given), Intl.supportedValuesOf('timeZone'))}`;
}

/** AWS knows the zones of the tz database by these names, spelled as they are, and no offsets. */
function isZone(given: string): boolean {
  if (given !== 'UTC' && !/^[A-Za-z_]+(\/[\w+-]+)+$/.test(given)) return false;
  try {
    const zone = new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone;
    return zone === given || zone.toLowerCase() !== given.toLowerCase();
  } catch {
    return false;
  }
}
