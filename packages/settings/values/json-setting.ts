/** A setting whose value is JSON of a shape. */
import * as z from 'zod/mini';

/**
 * `problem`: what is said when the value is not JSON, or not of that shape, before the place of the first mistake; or what says every mistake,
 * for what is long and written by hand.
 */
export function jsonSetting<Output>(
  shape: z.ZodMiniType<Output>,
  problem: string | ((issues: readonly z.core.$ZodIssue[]) => string),
): z.ZodMiniType<Output, string> {
  return z.pipe(
    z.string(),
    z.transform((text: string, context) => {
      const read = z.safeParse(shape, parseOrUndefined(text));
      if (read.success) return read.data;
      const { issues } = read.error;
      const message = typeof problem === 'string' ? `${problem}${placeText(issues)}` : problem(issues);
      context.issues.push({ code: 'custom', message, input: text });
      return z.NEVER;
    }),
  );
}

/** Where in the JSON the first mistake is. */
function placeText(issues: readonly z.core.$ZodIssue[]): string {
  const path = issues[0]?.path ?? [];
  return path.length === 0 ? '' : ` (wrong at ${path.join('.')})`;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
