/** One request in, one answer out, whatever happens: routing, the size limit, and the last net for errors. */
import { handleInteraction } from './discord/handle.ts';
import { createPace } from './discord/pace.ts';
import { handleDelivery } from './github/handle.ts';
import { type HttpRequest, type HttpResponse, json } from './http.ts';
import { internalErrorMessage, methodNotAllowedMessage, notFoundMessage, tooLargeMessage } from './messages.ts';
import type { DeliveryPorts, DoorPorts, IngressPorts } from './ports.ts';

/** `hide`: nothing is taken out without it. */
type IngressParts = Omit<IngressPorts, 'hide'> & Partial<Pick<IngressPorts, 'hide'>>;

/** The handler never throws: an unexpected error is logged with its cause and answered 500 without detail. */
export function createIngress(parts: IngressParts): (request: HttpRequest) => Promise<HttpResponse> {
  const ports: IngressPorts = { hide: (same) => same, ...parts };
  const pace = createPace();
  const refused: DoorPorts['refused'] = new Map();
  const door = { ...ports, pace, refused, repositoryIds: new Set<number>(), toldNames: new Set<string>() };
  return async (request) => {
    try {
      return await route(door, request);
    } catch (error) {
      ports.logger.error('unexpected error', { method: request.method, path: request.path, error });
      return json(500, { error: internalErrorMessage() });
    }
  };
}

async function route(ports: DoorPorts & DeliveryPorts, request: HttpRequest): Promise<HttpResponse> {
  const found = findRoute(request.path);
  if (found === undefined) return json(404, { error: notFoundMessage() });
  const handle = found.methods.get(request.method);
  const allow = [...found.methods.keys()].join(', ');
  if (handle === undefined) return json(405, { error: methodNotAllowedMessage(allow) }, { allow });
  if (request.body.byteLength > found.maxBodyBytes) return json(413, { error: tooLargeMessage(found.maxBodyBytes) });
  return handle(ports, request);
}

type Handle = (ports: DoorPorts & DeliveryPorts, request: HttpRequest) => Promise<HttpResponse>;

/** `maxBodyBytes`: more is refused before anything of it is read, a signature least of all. */
export type Route = { methods: ReadonlyMap<string, Handle>; maxBodyBytes: number };

/** Many times what the longest command with all its options takes. */
export const MAX_INTERACTION_BYTES = 256 * 1024;
/** What Lambda takes in one call. AWS answers 413 before us; another front must not be more generous. */
export const MAX_DELIVERY_BYTES = 6 * 1024 * 1024;

const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['/discord', { methods: new Map([['POST', handleInteraction]]), maxBodyBytes: MAX_INTERACTION_BYTES }],
  ['/github/webhook', { methods: new Map([['POST', handleDelivery]]), maxBodyBytes: MAX_DELIVERY_BYTES }],
]);

/** What answers at a path, or undefined where there is nothing. */
export function findRoute(path: string): Route | undefined {
  return ROUTES.get(path);
}
