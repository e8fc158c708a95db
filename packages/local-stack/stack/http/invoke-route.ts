/** Answers a request to the API: finds its route, checks that the API may invoke the function, and invokes it. */
import type { Logger } from '@valine/lambda-kit';
import type { Account, Route } from '../account/account.ts';
import { arnOf } from '../account/arn.ts';
import { matches } from '../account/wildcards.ts';
import type { LocalFunction } from '../lambda/create-function.ts';
import { type HttpRequest, toEvent } from './to-event.ts';
import { type HttpResponse, messageResponse, toResponse } from './to-response.ts';

/** Lambda's limit for the event of a synchronous invocation, in bytes. */
const MAXIMUM_EVENT = 6_291_556;

export type Api = { account: Account; functions: ReadonlyMap<string, LocalFunction>; log: Logger };

export async function invokeRoute({ account, functions, log }: Api, http: HttpRequest): Promise<HttpResponse> {
  const route = findRoute(account.routes, http.method, http.path);
  const integration = route && account.integrations.get(route.target.replace(/^integrations\//, ''));
  const target = integration && functions.get(integration.functionName);
  if (!route || !target) return messageResponse(404, 'Not Found');
  if (!mayInvoke(account, route, target.name, http)) {
    log.error(mayNotInvokeMessage(route.key, target.name));
    return messageResponse(500, 'Internal Server Error');
  }
  const event = JSON.stringify(toEvent(http, route.key, route.apiId));
  if (Buffer.byteLength(event) > MAXIMUM_EVENT) return messageResponse(413, 'Request Entity Too Large');
  return withLimit(integration.timeoutMilliseconds, target.invoke(event).then(toResponse));
}

/** The exact route before `ANY`, and that before `$default`. */
function findRoute(routes: readonly Route[], method: string, path: string): Route | undefined {
  const keys = [`${method} ${path}`, `ANY ${path}`, '$default'];
  return keys.map((key) => routes.find((route) => route.key === key)).find((route) => route !== undefined);
}

function mayInvoke(account: Account, route: Route, functionName: string, { method, path }: HttpRequest): boolean {
  const source = `${arnOf('execute-api', account.region, route.apiId)}/$default/${method}${path}`;
  return account.permissions.some(
    (permission) =>
      permission.functionName === functionName &&
      permission.principal === 'apigateway.amazonaws.com' &&
      (permission.sourceArn === undefined || matches(permission.sourceArn, source)),
  );
}

function withLimit(milliseconds: number, response: Promise<HttpResponse>): Promise<HttpResponse> {
  const limit = Promise.withResolvers<HttpResponse>();
  const timer = setTimeout(() => limit.resolve(messageResponse(503, 'Service Unavailable')), milliseconds);
  return Promise.race([response, limit.promise]).finally(() => clearTimeout(timer));
}

function mayNotInvokeMessage(routeKey: string, functionName: string): string {
  return `${routeKey}: API Gateway may not invoke ${functionName}. Add an aws.lambda.Permission for apigateway.amazonaws.com to the program.`;
}
