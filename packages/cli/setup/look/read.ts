/** Reads answers field by field: what is only shown never makes one unreadable. */
import type { Known } from '../decide/found.ts';
import type { Call, SendCall, SetupAnswer } from '../decide/ports.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(json: unknown): Fields {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
}

export function listOf(json: unknown): Fields[] {
  return Array.isArray(json) ? json.map(fieldsOf) : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** An answer that is not what was asked for. */
export class Refused extends Error {
  override name = 'Refused';
  readonly status: number;
  constructor({ method, path }: Call, { status, json }: SetupAnswer) {
    super(`${method} ${path}: ${status}${reasonIn(json)}`);
    this.status = status;
  }
}

/** What the platform says; with the fields that it names. */
function reasonIn(json: unknown): string {
  const { message, errors } = fieldsOf(json);
  const more = errors === undefined ? '' : ` ${JSON.stringify(errors).slice(0, 300)}`;
  return textOf(message) === '' ? '' : ` ${textOf(message)}${more}`;
}

/** @throws Refused for anything but a success */
export async function ask(send: SendCall, call: Call): Promise<unknown> {
  const answer = await send(call);
  if (answer.status >= 200 && answer.status < 300) return answer.json;
  throw new Refused(call, answer);
}

/** What is asked for, or why it is not known. Anything but a refusal goes on to whoever calls. */
export async function known<T>(find: () => Promise<T>): Promise<Known<T>> {
  try {
    return { is: 'known', value: await find() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) return { is: 'refused' };
    if (error.status === 404) return { is: 'gone' };
    const isForbidden = error.status === 403 && !/rate limit/i.test(error.message);
    if (isForbidden) return { is: 'unknown', why: `${error.message} (a permission is missing)`, isForbidden };
    return { is: 'unknown', why: error.message };
  }
}

/** Undefined for what is not there. To GitHub a 403 is something else: a limit of its rate, or a permission that is missing. */
export function unlessGone<T>(find: () => Promise<T>): Promise<T | undefined> {
  return unless([404], find);
}

/** Undefined for what Discord does not have, or has and does not show: it answers 403 for a server that the bot is not in. */
export function unlessHidden<T>(find: () => Promise<T>): Promise<T | undefined> {
  return unless([404, 403], find);
}

async function unless<T>(statuses: readonly number[], find: () => Promise<T>): Promise<T | undefined> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Refused && statuses.includes(error.status)) return undefined;
    throw error;
  }
}
