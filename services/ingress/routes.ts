/** Which path and method goes where. */
import { handleInteraction } from './discord/handle.ts';
import { handleDelivery } from './github/handle.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { IngressPorts } from './ports.ts';

export type Handle = (ports: IngressPorts, request: HttpRequest) => Promise<HttpResponse>;

const ROUTES: ReadonlyMap<string, ReadonlyMap<string, Handle>> = new Map([
  ['/discord', new Map([['POST', handleInteraction]])],
  ['/github/webhook', new Map([['POST', handleDelivery]])],
]);

/** The handlers of a path by method, or undefined where there is nothing. */
export function findRoutes(path: string): ReadonlyMap<string, Handle> | undefined {
  return ROUTES.get(path);
}
