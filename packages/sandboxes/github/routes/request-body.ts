/** Reads a request's JSON the way GitHub does: 400 where it is no JSON object, 422 where a field is of another type. */
import type { Context } from 'hono';
import { ApiError, invalid } from '../state/api-error.ts';

export type Body = Record<string, unknown>;

export async function readBody(c: Context): Promise<Body> {
  const text = await c.req.text();
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ApiError(400, 'Body should be a JSON object');
  return { ...value };
}

export function textField(body: Body, field: string): string | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalid({ resource: 'Issue', field, code: 'invalid' });
  return value;
}

export function requiredText(body: Body, field: string, resource: string): string {
  const value = textField(body, field);
  if (value === undefined || value.trim() === '') throw invalid({ resource, field, code: 'missing_field' });
  return value;
}

/** A list of names; labels may come as objects with a `name`. */
export function namesField(body: Body, field: string): string[] | undefined {
  const value = body[field];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw invalid({ resource: 'Issue', field, code: 'invalid' });
  return value.map((entry: unknown) => nameOf(entry, field));
}

function nameOf(entry: unknown, field: string): string {
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string')
    return entry.name;
  throw invalid({ resource: 'Issue', field, code: 'invalid' });
}
