/** Which path and method goes where, and how much it takes. */
import { handleInteraction } from './discord/handle.ts';
import { handleDelivery } from './github/handle.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { IngressPorts } from './ports.ts';

export type Handle = (ports: IngressPorts, request: HttpRequest) => Promise<HttpResponse>;

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
