/** The summary that the diagnose workflow leaves behind, from text that is not trusted. */
import * as z from 'zod/mini';

const MOST_CHECKS = 30;
const DAY_SECONDS = 24 * 3600;

/** An odd value is unknown, as null is, or a missing one. The other values stay. */
const known = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);
const seconds = known(z.number().check(z.minimum(0), z.maximum(DAY_SECONDS)));
const few = <T>(all: z.ZodMiniType<Record<string, T>>) =>
  all.check(z.refine((values) => Object.keys(values).length <= MOST_CHECKS));

const SummaryCheck = z.catch(
  z.object({
    ok: known(z.boolean()),
    details: known(z.string()),
    status: known(z.int().check(z.minimum(0), z.maximum(999))),
    ms: known(z.number().check(z.minimum(0), z.maximum(DAY_SECONDS * 1000))),
  }),
  {},
);
export type SummaryCheck = z.infer<typeof SummaryCheck>;

export const DiagnoseSummary = z.object({
  correlation_id: z.string(),
  api_base: known(z.string()),
  /** The known ones and whatever else the workflow checks. */
  checks: few(z.record(z.string(), SummaryCheck)),
  durations: known(z.object({ total_s: seconds, steps: known(few(z.record(z.string(), seconds))) })),
  conclusion: known(z.string()),
});
export type DiagnoseSummary = z.infer<typeof DiagnoseSummary>;

/** Why there is no summary that can be believed. */
export type SummaryProblem =
  | 'missing'
  | 'unread'
  | 'expired'
  | 'too_large'
  | 'broken'
  | 'hostile'
  | 'missing_entry'
  | 'not_json'
  | 'repeated_keys'
  | 'other_shape'
  | 'other_correlation_id';

export type SummaryFound = { kind: 'summary'; summary: DiagnoseSummary } | { kind: SummaryProblem };

/** `correlationId`: that of our own run; a summary of another run is not believed. */
export function parseSummary(text: string, correlationId: string | undefined): SummaryFound {
  const json = parseJson(text);
  if (json === undefined) return { kind: 'not_json' };
  if (hasRepeatedKeys(text, json.value)) return { kind: 'repeated_keys' };
  const read = z.safeParse(DiagnoseSummary, json.value);
  if (!read.success) return { kind: 'other_shape' };
  if (read.data.correlation_id !== correlationId) return { kind: 'other_correlation_id' };
  return { kind: 'summary', summary: read.data };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g;

/** Whether an object gives a key twice: JSON.parse keeps the last, and people may read the first. `value`: the parsed text. */
export function hasRepeatedKeys(text: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of text.matchAll(STRINGS)) if (colon === ':') written += 1;
  return written > countKeys(value);
}

/** Without recursion: foreign JSON may be nested deeper than the stack. */
function countKeys(value: unknown): number {
  const left = [value];
  let count = 0;
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    const values: unknown[] = Object.values(one);
    if (!Array.isArray(one)) count += values.length;
    for (const each of values) left.push(each);
  }
  return count;
}

const BEGINS = /^\s{0,20}```json\s{0,20}$/i;
const ENDS = /^\s{0,20}```\s{0,20}$/;

/** The blocks between ```json and ```, in their order. One that does not end is none. Takes time in proportion to the text, which is not trusted. */
export function fencedBlocks(text: string): string[] {
  const blocks: string[] = [];
  let block: string[] | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (BEGINS.test(line)) block = [];
    else if (block !== undefined && ENDS.test(line)) {
      blocks.push(block.join('\n'));
      block = undefined;
    } else block?.push(line);
  }
  return blocks;
}
