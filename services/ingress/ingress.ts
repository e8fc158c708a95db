/** One request in, one answer out, whatever happens: routing, the size limit, and the last net for errors. */
import { type HttpRequest, type HttpResponse, json } from './http.ts';
import { internalErrorMessage, methodNotAllowedMessage, notFoundMessage, tooLargeMessage } from './messages.ts';
import type { IngressPorts } from './ports.ts';
import { findRoute } from './routes.ts';

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
  const found = findRoute(request.path);
  if (found === undefined) return json(404, { error: notFoundMessage() });
  const handle = found.methods.get(request.method);
  const allow = [...found.methods.keys()].join(', ');
  if (handle === undefined) return json(405, { error: methodNotAllowedMessage(allow) }, { allow });
  if (request.body.byteLength > found.maxBodyBytes) return json(413, { error: tooLargeMessage(found.maxBodyBytes) });
  return handle(ports, request);
}
