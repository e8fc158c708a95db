/** Schemas of single values that several settings have. */
import * as z from 'zod/mini';

export const text = z.string().check(z.trim(), z.minLength(1, 'must not be blank'));
export const snowflake = z.string().check(z.refine(isSnowflake, 'must be a Discord id (digits only)'));
/** What is set must name somebody: a slip must not decide who is let in. */
export const ids = z.pipe(
  z.string().check(
    z.refine(
      (value) => value === '' || itemsOf(value).length > 0,
      'names nobody: leave it out, or give at least one id',
    ),
    z.refine((value) => itemsOf(value).every(isSnowflake), 'must be Discord ids (digits only), separated by commas'),
  ),
  z.transform(itemsOf),
);
export const flag = z.pipe(
  z.string().check(z.regex(/^(true|false)$/i, 'must be true or false')),
  z.transform((value) => value.toLowerCase() === 'true'),
);
export const logLevel = z.pipe(
  z.string().check(z.regex(/^(debug|info|warn|error)$/i, 'must be debug, info, warn or error')),
  z.transform((value) => value.toLowerCase()),
);
export const count = z.pipe(
  z.string().check(z.regex(/^[1-9]\d?$/, 'must be a number from 1 to 99')),
  z.transform(Number),
);

export function itemsOf(value: string): string[] {
  return value.split(/[\s,]+/).filter((item) => item !== '');
}

function isSnowflake(value: string): boolean {
  return /^\d{1,20}$/.test(value);
}
