/** GitHub's error bodies. */
import { RateLimited, Refusal } from '@valine/github-model';

const DOCUMENTATION = 'https://docs.github.com/rest';

export type FieldProblem = { resource: string; field: string; code: string; message?: string };

/** An answer that is not a success; thrown by routes, answered in one place. */
export class ApiError extends Refusal {
  override name = 'ApiError';
  readonly body: Record<string, unknown>;
  readonly retryAfterSeconds?: number;
  constructor(status: number, message: string, more: Record<string, unknown> = {}) {
    super(status, message);
    this.body = { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function invalid(...errors: FieldProblem[]): ApiError {
  return new ApiError(422, 'Validation Failed', { errors });
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Refusal)) return new ApiError(500, 'Server Error');
  const { accepted } = error;
  const retryAfterSeconds = error instanceof RateLimited ? error.retryAfterSeconds : undefined;
  return Object.assign(new ApiError(error.status, error.message), { accepted, retryAfterSeconds });
}
