/** API Gateway HTTP APIs: routes from a path to a function. */
import { arnOf } from '../account/arn.ts';
import { functionNameOf } from './functions.ts';
import { type Create, nameOf, numberOf, textOf } from './resource.ts';

const ROUTE_KEY = /^(\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/[^{}]*)$/;

export const createApi: Create = (resource, { account, url }) => {
  const name = nameOf(resource);
  const executionArn = arnOf('execute-api', account.region, name);
  return {
    id: name,
    outputs: { name, apiEndpoint: url, executionArn, arn: `arn:aws:apigateway:${account.region}::/apis/${name}` },
  };
};

export const createIntegration: Create = (resource, { account }) => {
  const id = resource.name;
  account.integrations.set(id, {
    functionName: functionNameOf(textOf(resource, 'integrationUri')),
    timeoutMilliseconds: numberOf(resource, 'timeoutMilliseconds', 30_000),
  });
  return { id, outputs: {} };
};

export const createRoute: Create = (resource, { account }) => {
  const key = textOf(resource, 'routeKey');
  if (!ROUTE_KEY.test(key)) throw new Error(pathParametersMessage(key));
  account.routes.push({ apiId: textOf(resource, 'apiId'), key, target: textOf(resource, 'target') });
  return { id: resource.name, outputs: {} };
};

export const createStage: Create = (resource, { url }) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name, invokeUrl: url } };
};

function pathParametersMessage(key: string): string {
  return `Route "${key}": the local stack has routes without path parameters only. Use fixed paths, or extend packages/local-stack/stack/http.`;
}
