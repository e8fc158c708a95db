/** One request in, one answer out, whatever happens: routing, the size limit, and the last net for errors. */
import { type HttpRequest, type HttpResponse, json } from './http.ts';
import { internalErrorMessage, methodNotAllowedMessage, notFoundMessage, tooLargeMessage } from './messages.ts';
import type { IngressPorts } from './ports.ts';
import { findRoutes } from './routes.ts';

/** What Lambda takes in one call. AWS answers 413 before us; another front must not be more generous. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

/** The handler never throws: an unexpected error is logged with its cause and answered 500 without detail. */
export function createIngress(ports: IngressPorts): (request: HttpRequest) => Promise<HttpResponse> {
  return async (request) => {
    try {
      return await route(ports, request);
    } catch (error) {
      ports.logger.error('unexpected error', { method: request.method, path: request.path, error });
      return json(500, { error: internalErrorMessage() });
    }
  };
}

async function route(ports: IngressPorts, request: HttpRequest): Promise<HttpResponse> {
  const routes = findRoutes(request.path);
  if (routes === undefined) return json(404, { error: notFoundMessage() });
  const handle = routes.get(request.method);
  const allow = [...routes.keys()].join(', ');
  if (handle === undefined) return json(405, { error: methodNotAllowedMessage(allow) }, { allow });
  if (request.body.byteLength > MAX_BODY_BYTES) return json(413, { error: tooLargeMessage(MAX_BODY_BYTES) });
  return handle(ports, request);
}
