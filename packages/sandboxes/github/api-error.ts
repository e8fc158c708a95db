/** GitHub's error bodies. */
const DOCUMENTATION = 'https://docs.github.com/rest';

export type FieldProblem = { resource: string; field: string; code: string; message?: string };

/** An answer that is not a success; thrown by routes, answered in one place. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly body: Record<string, unknown>;
  constructor(status: number, message: string, more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.body = { message, ...more, documentation_url: DOCUMENTATION, status: String(status) };
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function invalid(...errors: FieldProblem[]): ApiError {
  return new ApiError(422, 'Validation Failed', { errors });
}
