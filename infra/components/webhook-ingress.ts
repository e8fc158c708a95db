/** The door: an HTTP API whose two routes lead to the ingress function. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ServiceName } from '@valine/settings';
import { ServiceFunction, type ServiceFunctionArgs } from './service-function.ts';

const ROUTES = { discord: '/discord', webhook: '/github/webhook' } as const;

/** Requests a second, and at once. Each route has its own, so that a flood on one leaves the other alone. */
const LIMITS = {
  discord: { throttlingRateLimit: 20, throttlingBurstLimit: 40 },
  webhook: { throttlingRateLimit: 50, throttlingBurstLimit: 100 },
};

/** What is written of every request: nothing of its headers or body. */
const ACCESS_LOG = JSON.stringify({
  time: '$context.requestTime',
  requestId: '$context.requestId',
  ip: '$context.identity.sourceIp',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
});

export class WebhookIngress extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly log: aws.cloudwatch.LogGroup;
  readonly api: aws.apigatewayv2.Api;
  readonly interactionsUrl: pulumi.Output<string>;
  readonly webhookUrl: pulumi.Output<string>;

  constructor(name: ServiceName, args: ServiceFunctionArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:WebhookIngress', name, {}, options);
    const door = new ServiceFunction(name, args, { parent: this });
    this.function = door.function;
    this.log = door.log;
    this.api = new aws.apigatewayv2.Api(
      `${name}-api`,
      { name: `valine-orchestrator-${args.configuration.stage}`, protocolType: 'HTTP' },
      { parent: this },
    );
    const integration = this.createIntegration(name);
    const routes = Object.entries(ROUTES).map(([route, path]) =>
      this.createRoute(`${name}-${route}`, path, integration),
    );
    this.createStage(name, args.configuration.stage, routes);
    this.interactionsUrl = pulumi.interpolate`${this.api.apiEndpoint}${ROUTES.discord}`;
    this.webhookUrl = pulumi.interpolate`${this.api.apiEndpoint}${ROUTES.webhook}`;
    this.registerOutputs();
  }

  private createIntegration(name: string): aws.apigatewayv2.Integration {
    return new aws.apigatewayv2.Integration(
      `${name}-integration`,
      {
        apiId: this.api.id,
        integrationType: 'AWS_PROXY',
        integrationMethod: 'POST',
        integrationUri: this.function.invokeArn,
        payloadFormatVersion: '2.0',
      },
      { parent: this },
    );
  }

  private createRoute(name: string, path: string, integration: aws.apigatewayv2.Integration) {
    const route = new aws.apigatewayv2.Route(
      `${name}-route`,
      { apiId: this.api.id, routeKey: `POST ${path}`, target: pulumi.interpolate`integrations/${integration.id}` },
      { parent: this },
    );
    new aws.lambda.Permission(
      `${name}-permission`,
      {
        action: 'lambda:InvokeFunction',
        function: this.function.name,
        principal: 'apigateway.amazonaws.com',
        // The `*` is the API's stage; there is one, `$default`, and AWS documents no other way to write it here.
        sourceArn: pulumi.interpolate`${this.api.executionArn}/*/POST${path}`,
      },
      { parent: this },
    );
    return route;
  }

  /** A limit names a route, which must be there before it. */
  private createStage(name: string, stage: string, routes: aws.apigatewayv2.Route[]): void {
    const log = new aws.cloudwatch.LogGroup(
      `${name}-access-log`,
      { name: `/aws/vendedlogs/apis/valine-orchestrator-${stage}`, retentionInDays: 30 },
      { parent: this },
    );
    new aws.apigatewayv2.Stage(
      `${name}-stage`,
      {
        apiId: this.api.id,
        name: '$default',
        autoDeploy: true,
        defaultRouteSettings: LIMITS.discord,
        routeSettings: [
          { routeKey: `POST ${ROUTES.discord}`, ...LIMITS.discord },
          { routeKey: `POST ${ROUTES.webhook}`, ...LIMITS.webhook },
        ],
        accessLogSettings: { destinationArn: log.arn, format: ACCESS_LOG },
      },
      { parent: this, dependsOn: routes },
    );
  }
}
