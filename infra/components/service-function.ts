/** One service as a function: its code, its own role with exactly the grants it was given, and its log. */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { functionName, RELEASE, type Release, roleNamePrefix, type ServiceName } from '@valine/settings';
import type { BundleOf } from '../bundles.ts';
import { type Configuration, plainSettings } from '../configuration.ts';
import { environmentOf, type Grant, policyDocument, trustPolicy } from '../policies.ts';
import type { AppSecrets } from './app-secrets.ts';

/** Where a function stands when it must leave by a fixed address. */
export type Placement = {
  subnetIds: pulumi.Input<string[]>;
  securityGroupIds: pulumi.Input<string>[];
  grants: Grant[];
};

export type ServiceFunctionArgs = {
  configuration: Configuration;
  secrets: AppSecrets;
  bundleOf: BundleOf;
  /** Seconds. */
  timeout: number;
  /** What it may do besides reading its secrets and writing its log. */
  grants: Grant[];
  /** What it is told besides its settings and where what it may use is. */
  environment?: Record<string, pulumi.Input<string>>;
  placement?: Placement | undefined;
};

export class ServiceFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly log: aws.cloudwatch.LogGroup;
  /** What the role may do must be in force before anything calls the function. */
  readonly policy: aws.iam.RolePolicy;

  constructor(name: ServiceName, args: ServiceFunctionArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:ServiceFunction', name, {}, options);
    const physicalName = functionName(name, args.configuration.stage);
    const inside = { parent: this };
    const logged = { name: `/aws/lambda/${physicalName}`, retentionInDays: 30 };
    const log = new aws.cloudwatch.LogGroup(`${name}-log`, logged, inside);
    this.log = log;
    const namePrefix = roleNamePrefix(name, args.configuration.stage);
    const trusted = { namePrefix, assumeRolePolicy: trustPolicy('lambda.amazonaws.com') };
    const role = new aws.iam.Role(`${name}-role`, trusted, inside);
    const placed = args.placement?.grants ?? [];
    const traced = args.configuration.tracing ? [tracing] : [];
    const grants = [...args.grants, ...args.secrets.readingFor(name), ...placed, ...traced, writingTo(log)];
    const granted = { role: role.id, policy: policyDocument(grants) };
    this.policy = new aws.iam.RolePolicy(`${name}-policy`, granted, inside);
    const environment = {
      ...plainSettings(name, args.configuration),
      ...environmentOf(grants),
      ...SOURCE_MAPS,
      ...namespaceOf(args.configuration),
      ...args.environment,
    };
    this.function = this.createFunction(name, physicalName, args, { role, log, environment });
    this.registerOutputs();
  }

  private createFunction(name: ServiceName, physicalName: string, args: ServiceFunctionArgs, parts: Parts) {
    return new aws.lambda.Function(
      `${name}-function`,
      {
        name: physicalName,
        role: parts.role.arn,
        runtime: 'nodejs24.x',
        architectures: ['arm64'],
        // `valine doctor` compares it with its own.
        description: releaseText(RELEASE),
        handler: 'index.handler',
        code: new pulumi.asset.FileArchive(args.bundleOf(name)),
        memorySize: 512,
        timeout: args.timeout,
        environment: { variables: parts.environment },
        loggingConfig: { logFormat: 'Text', logGroup: parts.log.name },
        ...(args.configuration.tracing ? { tracingConfig: { mode: 'Active' } } : {}),
        ...vpcConfig(args.placement),
      },
      { parent: this, dependsOn: [this.policy] },
    );
  }
}

type Parts = {
  role: aws.iam.Role;
  log: aws.cloudwatch.LogGroup;
  environment: Record<string, pulumi.Input<string>>;
};

function releaseText({ version, date }: Release): string {
  return date === undefined ? `Valine ${version}` : `Valine ${version}, released ${date}`;
}

/** Stack traces name the lines of our source, not of the minified bundle. */
const SOURCE_MAPS = { NODE_OPTIONS: '--enable-source-maps' };

/** The `:*` stands for the log's streams: Lambda names them, so no policy can. */
function writingTo(log: aws.cloudwatch.LogGroup): Grant {
  return { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [pulumi.interpolate`${log.arn}:*`] };
}

/** What Lambda itself sends to X-Ray; AWS scopes it to no resource. */
const tracing: Grant = { actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] };

/** A namespace for each stage: two of them in an account do not add up. */
function namespaceOf({ embeddedMetrics, stage }: Configuration): Record<string, string> {
  return embeddedMetrics ? { METRICS_NAMESPACE: `valine-orchestrator/${stage}` } : {};
}

function vpcConfig(placement: Placement | undefined) {
  if (!placement) return {};
  return { vpcConfig: { subnetIds: placement.subnetIds, securityGroupIds: placement.securityGroupIds } };
}
