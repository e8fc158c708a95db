/** The door to the outside: an API with two routes, throttled, and logged without what was said. */
import { expect, it } from 'vitest';
import { inputsOf } from './find-resources.ts';
import { runProgram } from './run-program.ts';

const world = await runProgram('dev');

it('is an HTTP API that hands requests to ingress in payload format 2.0', () => {
  expect(inputsOf(world, 'ingress-api')).toEqual({ name: 'valine-orchestrator-dev', protocolType: 'HTTP' });
  expect(inputsOf(world, 'ingress-integration')).toEqual({
    apiId: 'ingress-api-id',
    integrationType: 'AWS_PROXY',
    integrationMethod: 'POST',
    integrationUri: 'invoke valine-orchestrator-ingress-dev',
    payloadFormatVersion: '2.0',
  });
});

it.each([
  ['discord', 'POST /discord'],
  ['webhook', 'POST /github/webhook'],
])('has the route %s: %s', (name, routeKey) => {
  expect(inputsOf(world, `ingress-${name}-route`)).toEqual({
    apiId: 'ingress-api-id',
    routeKey,
    target: 'integrations/ingress-integration-id',
  });
});

it('has no other route', () => {
  expect(world.resources.filter(({ type }) => type === 'aws:apigatewayv2/route:Route')).toHaveLength(2);
});

it('limits each route for itself, and writes an access log', () => {
  const { accessLogSettings, ...stage } = inputsOf(world, 'ingress-stage');
  expect(stage).toEqual({
    apiId: 'ingress-api-id',
    name: '$default',
    autoDeploy: true,
    defaultRouteSettings: { throttlingBurstLimit: 40, throttlingRateLimit: 20 },
    routeSettings: [
      { routeKey: 'POST /discord', throttlingBurstLimit: 40, throttlingRateLimit: 20 },
      { routeKey: 'POST /github/webhook', throttlingBurstLimit: 100, throttlingRateLimit: 50 },
    ],
  });
  expect(accessLogSettings).toEqual({
    destinationArn: 'arn:aws:logs:eu-central-1:123456789012:log-group:/aws/vendedlogs/apis/valine-orchestrator-dev',
    format: expect.stringMatching(/^\{"time":"\$context\.requestTime",.*"status":"\$context\.status".*\}$/),
  });
});
