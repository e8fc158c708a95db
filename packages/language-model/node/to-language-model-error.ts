/** What goes wrong with a call, by what it means for whoever pays. */
import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { LanguageModelError } from '../index.ts';

/** With these nobody has been connected to, so nothing has begun. */
const NOT_REACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** No key, no right, no such model, too much at once: said before a model is asked. */
const BEFORE_ALL_WORK = new Set([401, 403, 404, 429]);

/** Its message quotes nothing of what was asked or answered: a key may stand in it. */
export function toLanguageModelError(error: unknown): LanguageModelError {
  if (error instanceof LanguageModelError) return error;
  const cause = withoutDetails(error);
  if (error instanceof APIConnectionTimeoutError || error instanceof APIUserAbortError)
    return new LanguageModelError('timed_out', 'the model has not answered in time', { mayHaveCost: true });
  if (error instanceof APIError && error.status !== undefined) return ofStatus(error.status, error.code, cause);
  const code = codeOf(error);
  const mayHaveCost = code === undefined || !NOT_REACHED.has(code);
  return new LanguageModelError('unavailable', `no answer: ${code ?? 'the connection failed'}`, { mayHaveCost, cause });
}

function ofStatus(status: number, code: string | null | undefined, cause: Error): LanguageModelError {
  const message = `the API answered ${status}${code ? ` (${word(code)})` : ''}`;
  const problem = ({ 401: 'unauthorized', 403: 'unauthorized', 429: 'rate_limited', 408: 'timed_out' } as const)[
    status
  ];
  // Some servers answer 400, as well as 500, after the model has written all of its answer.
  const mayHaveCost = !BEFORE_ALL_WORK.has(status);
  return new LanguageModelError(problem ?? (status >= 500 ? 'unavailable' : 'rejected'), message, {
    mayHaveCost,
    cause,
  });
}

/** Somewhere among the causes. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'string') return word(error.code);
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return codeOf(inner);
}

function withoutDetails(error: unknown): Error {
  return new Error(error instanceof Error ? error.name : 'unknown');
}

function word(text: string): string {
  return text.replace(/[^\w-]/g, '').slice(0, 60);
}
