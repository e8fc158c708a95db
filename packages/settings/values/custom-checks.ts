/** Checks of a team's own that a verification makes besides: what `CUSTOM_CHECKS` holds. */
import * as z from 'zod/mini';
import { jsonSetting } from './json-setting.ts';

const CustomCheck = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  /** https, or what `SAFE_LOCAL` and the configured addresses admit. */
  url: z.string().check(z.regex(/^https?:\/\/[^\s/]+/)),
  expect_status: z._default(z.int().check(z.minimum(100), z.maximum(599)), 200),
  /** `Name` for a header that must be there, `Name: text` for one that must contain the text. */
  expect_header: z.optional(z.string().check(z.regex(/^[\w-]+(:.+)?$/))),
  /** Slower than this is bad. Milliseconds. */
  max_ms: z.optional(z.int().check(z.minimum(1), z.maximum(30_000))),
});
export type CustomCheck = z.infer<typeof CustomCheck>;

/** More would not fit the message, nor the verifier's time. */
const MOST = 10;

export const customChecks = jsonSetting(
  z.array(CustomCheck).check(z.maxLength(MOST)),
  `must be a JSON list of at most ${MOST} checks, each with name and url (see docs)`,
);
