/** Hands every error that a function logs to the function that tells the team: the line itself, and at no price but its transport. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

type Logged = { log: aws.cloudwatch.LogGroup };
type ErrorLinesArgs = {
  /** By the service's name. */
  of: Record<string, Logged>;
  to: { function: aws.lambda.Function };
};

/** Our functions write a JSON object a line. */
const ERRORS = '{ $.level = "error" }';

export class ErrorLines extends pulumi.ComponentResource {
  constructor(name: string, { of, to }: ErrorLinesArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:ErrorLines', name, {}, options);
    for (const [service, { log }] of Object.entries(of)) {
      const permission = new aws.lambda.Permission(
        `${name}-${service}-permission`,
        {
          action: 'lambda:InvokeFunction',
          function: to.function.name,
          principal: 'logs.amazonaws.com',
          sourceArn: pulumi.interpolate`${log.arn}:*`,
        },
        { parent: this },
      );
      new aws.cloudwatch.LogSubscriptionFilter(
        `${name}-${service}-subscription`,
        { name: 'error-lines', logGroup: log.name, filterPattern: ERRORS, destinationArn: to.function.arn },
        { parent: this, dependsOn: [permission] },
      );
    }
    this.registerOutputs();
  }
}
