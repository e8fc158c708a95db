/** An error as one of our functions has logged it. */

export type ErrorLine = {
  /** Epoch milliseconds. */
  at: number;
  service: string;
  /** What the code says of it: the same for all of one kind. */
  message: string;
  /** From the outside in. */
  causes: readonly { name: string; message: string }[];
  /** A code, or an error's name. */
  reason?: string;
  /** The work it was about, and what has set that off. */
  run?: string;
  trace?: string;
};

/** Where our log lines name what they are about, the first that is there. */
const RUN_FIELDS = ['record', 'planId', 'plan', 'trackingId', 'tracking', 'task', 'ownerId', 'key'];
const TRACE_FIELDS = ['trace', 'interactionId', 'id', 'delivery', 'messageId'];
const REASON_FIELDS = ['reasonCode', 'problem', 'reason'];
const MOST_CAUSES = 3;

/** Takes secrets out of a text. */
type Mask = (text: string) => string;

/** Foreign in part, and perhaps of another version: read field by field. Undefined for what is no error line. */
export function readErrorLine(text: string, at: number, mask: Mask): ErrorLine | undefined {
  const textOf = (value: unknown) => mask(plainOf(value));
  const line = fieldsOf(text);
  if (line?.['level'] !== 'error') return undefined;
  const first = (names: readonly string[]) => names.map((name) => textOf(line[name])).find((found) => found !== '');
  const [reason, run, trace] = [first(REASON_FIELDS), first(RUN_FIELDS), first(TRACE_FIELDS)];
  return {
    at,
    service: textOf(line['service']) || 'unknown',
    message: textOf(line['message']) || 'an error without words',
    causes: causesOf(line['error'], textOf),
    ...(reason !== undefined && { reason }),
    ...(run !== undefined && { run }),
    ...(trace !== undefined && { trace }),
  };
}

function fieldsOf(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

function plainOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function causesOf(error: unknown, textOf: (value: unknown) => string): { name: string; message: string }[] {
  const causes: { name: string; message: string }[] = [];
  for (let cause = error; typeof cause === 'object' && cause !== null && causes.length < MOST_CAUSES; ) {
    const { name, message, cause: deeper }: Record<string, unknown> = { ...cause };
    causes.push({ name: textOf(name) || 'Error', message: textOf(message) });
    cause = deeper;
  }
  return causes;
}
